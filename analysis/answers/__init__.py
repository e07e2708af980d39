"""What the notebooks say first: sentences and small tables computed from the tables of the other rooms.

A notebook asks one question; a module here answers it for whatever corpus is read. No number is typed in
prose, and each function gives a plain sentence where a corpus has nothing to show. Names are taken from the
module that makes them, as in `from analysis.answers import words_answers`.
"""
