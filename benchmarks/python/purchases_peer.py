"""BG/NBD in numpy and scipy: the formulas of lifetimes 0.11.3 (BetaGeoFitter), vectorized over customers, without its data frames."""

import numpy as np
import scipy
from scipy import optimize, special

x = None
t_x = None
T = None
counts = None


def versions():
    return {"numpy": np.__version__, "scipy": scipy.__version__}


def load(folder):
    global x, t_x, T
    x = np.fromfile(f"{folder}/frequency.bin", dtype=np.float64)
    t_x = np.fromfile(f"{folder}/recency.bin", dtype=np.float64)
    T = np.fromfile(f"{folder}/age.bin", dtype=np.float64)
    return len(x)


def probability_alive(parameters):
    r, alpha, a, b = parameters
    log_div = (r + x) * np.log((alpha + T) / (alpha + t_x)) + np.log(a / (b + np.maximum(x, 1) - 1))
    return float(np.where(x == 0, 1.0, special.expit(-log_div)).sum())


def expected_purchases(argument):
    r, alpha, a, b, t = argument
    c = a + b + x - 1
    hyp = special.hyp2f1(r + x, b + x, c, t / (alpha + T + t))
    first = c / (a - 1) * (1 - hyp * ((alpha + T) / (alpha + t + T)) ** (r + x))
    odds = (x > 0) * (a / (b + np.maximum(x, 1) - 1)) * ((alpha + T) / (alpha + t_x)) ** (r + x)
    return float((first / (1 + odds)).sum())


def negative_log_likelihood(log_parameters, x, t_x, T, weights):
    r, alpha, a, b = np.exp(log_parameters)
    a_1 = special.gammaln(r + x) - special.gammaln(r) + r * np.log(alpha)
    a_2 = special.gammaln(a + b) + special.gammaln(b + x) - special.gammaln(b) - special.gammaln(a + b + x)
    a_3 = -(r + x) * np.log(alpha + T)
    a_4 = np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(t_x + alpha)
    top = np.maximum(a_3, a_4)
    both = np.log(np.exp(a_3 - top) + np.exp(a_4 - top) * (x > 0)) + top
    return -(weights * (a_1 + a_2 + both)).sum()


def fit():
    """Without derivatives by formula: L-BFGS-B with differences, from where the library starts."""
    return search(x, t_x, T, np.ones(len(x)))


def group():
    rows, number = np.unique(np.column_stack([x, t_x, T]), axis=0, return_counts=True)
    return rows, number


def fit_grouped():
    rows, number = group()
    return search(rows[:, 0], rows[:, 1], rows[:, 2], number)


def search(x, t_x, T, weights):
    start = np.log([0.5, 0.5 * T.mean() / (1.5 * np.average(x, weights=weights)), 0.8, 2])
    answer = optimize.minimize(negative_log_likelihood, start, args=(x, t_x, T, weights), method="L-BFGS-B")
    return [float(v) for v in np.exp(answer.x)]
