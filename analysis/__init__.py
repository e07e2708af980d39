"""Jam Tomorrow: what is written about a reform, read with evidence that leads back to the character.

A text enters by `corpus`, is cut by `segments`, `comments` and `sentences`, and leaves by `report`.
Each room is a module; take names from the room that makes them:

    from analysis import corpus, segments, sentences
    texts = corpus.read("seeds")
    pieces = segments.segments(texts)

Every row of every table carries `document`, `start` and `end`: `texts.show("ID:START-END")` gives
the words behind it. Importing this package loads nothing heavy.
"""

__version__ = "0.1.0"
