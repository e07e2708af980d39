"""Fuzzing with atheris, outside of CI: `python tests/fuzz.py [-max_total_time=600] [FOLDER OF FOUND TEXTS]`.

Coverage leads it into rules that no test has thought of; whatever it gives goes to libFuzzer. atheris is no package of this
project's locks: where it isn't installed this says so and ends with status 2.
"""

import sys


def main() -> int:
    """Fuzz until stopped; gives the status where it can't begin."""
    try:
        import atheris  # type: ignore[import-not-found]
    except ImportError:
        print("atheris isn't installed; it is no part of this project's packages: pip install atheris", file=sys.stderr)  # fmt: skip
        return 2
    with atheris.instrument_imports(include=["analysis"]):
        from every_room import read_all

    def one(data: bytes) -> None:
        read_all(data.decode("utf-8", "ignore"))

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
