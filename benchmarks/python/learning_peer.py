"""scikit-learn learning from the same rows."""

import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

features = None
outcome = None
grown = None


def versions():
    return {"scikit-learn": sklearn.__version__, "numpy": np.__version__}


def load(given):
    global features, outcome
    features = np.fromfile(given["features"]).reshape(-1, given["columns"])
    outcome = np.fromfile(given["outcome"], dtype=np.uint8)
    return len(features)


def logistic(given):
    """The intercept, then the coefficients. A C of 1 / l2 is the same penalty; the gradient tolerance is of the sum over the rows, as in scikit-learn."""
    l2 = given["l2"]
    model = LogisticRegression(
        C=1 / l2 if l2 > 0 else 1.0, penalty="l2" if l2 > 0 else None, solver="lbfgs", tol=given["tolerance"], max_iter=1000
    )
    model.fit(features, outcome)
    return [float(model.intercept_[0]), *map(float, model.coef_[0])]


def boosted_trees(given):
    return boosted(given, len(features))


def auc_of_trees(given):
    """Of the rows after those that the trees are grown on."""
    rows = given["rows"]
    score = boosted(given, rows).decision_function(features[rows:])
    return float(roc_auc_score(outcome[rows:], score))


def boosted(given, rows):
    model = HistGradientBoostingClassifier(
        max_iter=given["trees"],
        max_leaf_nodes=given["leaves"],
        min_samples_leaf=given["minLeaf"],
        learning_rate=given["learningRate"],
        l2_regularization=0,
        max_bins=255,
        early_stopping=False,
        random_state=0,
    )
    return model.fit(features[:rows], outcome[:rows])


def grow(given):
    """Trees on the first rows, kept for `predict`."""
    global grown
    grown = boosted(given, given["rows"])
    return grown.n_iter_


def predict():
    return float(grown.predict_proba(features)[:, 1].sum())


def area():
    """The area alone, of the first column as the score."""
    return float(roc_auc_score(outcome, features[:, 0]))
