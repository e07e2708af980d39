"""What is the same for every run, so that its bytes are: the environment of kernels and of the making of tables."""

# 1 January 2020: any day will do, as long as it is the same one.
EPOCH = "1577836800"
FIXED = {
    "SOURCE_DATE_EPOCH": EPOCH,
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    # ipykernel's debugger warns about Python's own frozen modules, which nobody steps into here.
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "NO_COLOR": "1",
    "COLUMNS": "100",
}
