#!/usr/bin/env bash
# optax 0.2.8 with JAX 0.10.2 (CPU), and NumPy 2.4.6: the norm of a gradient is the root of a sum
# of squares in float32, so it is infinite from components of 2e19, and 0 from 1e-23 in NumPy and
# 1e-19 in JAX (which has no subnormal squares), though float32 itself goes from 1e-38 to 3e38.
# Clipping divides by that norm: a gradient of 1e21, finite and with a good direction, becomes 0,
# not one of norm 1, and the step that was to be saved from the explosion is not made at all,
# without a nan to tell. At the other end a plot of gradient norms says 0 where each component is
# still 8e-22.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet jax==0.10.2 jaxlib==0.10.2 optax==0.2.8 numpy==2.4.6
cat > try.py <<'PY'
import jax
import jax.numpy as jnp
import numpy as np
import optax

clip = optax.clip_by_global_norm(1.0)


def gradient(factor, steps):
    """Of the sum of h_steps for h_0, where h_t = factor · h_{t-1} and h has 4 units."""

    def last(h):
        return jax.lax.scan(lambda h, _: (factor * h, None), h, None, steps)[0].sum()

    return jax.grad(last)(jnp.ones(4))


for factor, steps in ((2.0, 60), (2.0, 70), (0.5, 70), (0.5, 80)):
    one = gradient(factor, steps)
    clipped = clip.update({"h": one}, clip.init({"h": one}))[0]["h"]
    print(
        f"{factor} a step, {steps} steps: components {float(one[0]):.0e},",
        f"norm by optax {float(optax.global_norm(one)):.0e},",
        f"by NumPy {np.linalg.norm(np.asarray(one)):.0e},",
        f"clipped to norm 1 {float(clipped[0]):.0e}",
    )
PY
JAX_PLATFORMS=cpu venv/bin/python try.py 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
2.0 a step, 60 steps: components 1e+18, norm by optax 2e+18, by NumPy 2e+18, clipped to norm 1 5e-01
2.0 a step, 70 steps: components 1e+21, norm by optax inf, by NumPy inf, clipped to norm 1 0e+00
0.5 a step, 70 steps: components 8e-22, norm by optax 0e+00, by NumPy 2e-21, clipped to norm 1 8e-22
0.5 a step, 80 steps: components 8e-25, norm by optax 0e+00, by NumPy 0e+00, clipped to norm 1 8e-25
EXPECTED
