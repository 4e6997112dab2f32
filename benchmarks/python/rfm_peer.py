"""pandas cutting the three measures of RFM into quintiles."""

import numpy as np
import pandas as pd

frame = None


def versions():
    return {"pandas": pd.__version__, "numpy": np.__version__}


def load(folder):
    global frame
    frame = pd.DataFrame({name: np.fromfile(f"{folder}/{name}.bin", dtype=np.float64) for name in ["recencyDays", "orders", "revenue"]})
    return len(frame)


def score():
    for name in ["recencyDays", "orders", "revenue"]:
        pd.qcut(frame[name], 5, labels=False, duplicates="drop")
