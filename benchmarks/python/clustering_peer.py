"""scikit-learn clustering the same points."""

import numpy as np
import sklearn
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.metrics import silhouette_score

points = None


def versions():
    return {"scikit-learn": sklearn.__version__, "numpy": np.__version__}


def load(given):
    global points
    points = np.fromfile(given["file"]).reshape(-1, given["columns"])
    return len(points)


def k_means(k):
    fit = KMeans(k, init=points[:k].copy(), n_init=1, max_iter=20, tol=0).fit(points)
    return float(fit.inertia_)


def mini_batch(k):
    fit = MiniBatchKMeans(k, n_init=3, random_state=0).fit(points)
    return float(fit.inertia_)


def silhouette(k):
    labels = np.arange(len(points)) % k
    return float(silhouette_score(points, labels))
