#!/usr/bin/env bash
# JAX 0.10.2 (CPU): numbers below 1.2e-38 exist and do not. float32(1e-40) is kept, printed as
# 1e-40 and is true for Python's bool; compared it equals 0, is not greater than 0, is not counted,
# sums to 0, and every operation on it, jitted or not, gives 0. NumPy's float32 goes on to 1.4e-45.
# So the gradient of a plain recurrence h_t = 0.2 h_{t-1} is 0 from 55 steps in JAX and from 65 in
# NumPy: where a plot of a vanishing gradient ends says which library drew it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6
cat > try.py <<'PY'
import jax
import jax.numpy as jnp
import numpy as np

for name, np_like in (("JAX", jnp), ("NumPy", np)):
    tiny = np_like.asarray(1e-40, np.float32)
    few = np_like.asarray([1e-40, 1e-40], np.float32)
    print(
        f"{name}: printed {tiny:.0e}, bool {bool(tiny)}, == 0 {bool(tiny == 0)},",
        f"> 0 {bool(tiny > 0)}, counted {int(np_like.count_nonzero(few))},",
        f"sum {float(few.sum()):.0e}",
    )


def in_jax(steps):
    def last(h):
        return jax.lax.scan(lambda h, _: (0.2 * h, None), h, None, steps)[0]

    return float(jax.grad(last)(1.0))


def in_numpy(steps):
    gradient = np.float32(1)
    for _ in range(steps):
        gradient = np.float32(0.2) * gradient
    return float(gradient)


for name, gradient in (("JAX", in_jax), ("NumPy", in_numpy)):
    gone = next(n for n in range(1, 99) if gradient(n) == 0)
    print(f"{name}: the gradient is 0 from {gone} steps")
PY
JAX_PLATFORMS=cpu venv/bin/python try.py 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
JAX: printed 1e-40, bool True, == 0 True, > 0 False, counted 0, sum 0e+00
NumPy: printed 1e-40, bool True, == 0 False, > 0 True, counted 2, sum 2e-40
JAX: the gradient is 0 from 55 steps
NumPy: the gradient is 0 from 65 steps
EXPECTED
