#!/usr/bin/env bash
# JAX 0.10.2 (CPU), float32: tanh is exactly 1 from 8 on, where the nearest float32 is 0.99999976
# (and below 1 until 9.01). So the gradient of a tanh unit with a net input of 8 is exactly 0, not
# small: Adam, which divides by the gradient's size, brings a unit that begins at 7.5 back to 0 and
# leaves one that begins at 8 where it is, for ever. A sigmoid is 0 from -88, where float32 could
# say 6e-39.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6 optax==0.2.8
cat > try.py <<'PY'
import jax
import jax.numpy as jnp
import numpy as np
import optax

tanh = jax.jit(jnp.tanh)
for x in (7.5, 8, 8.5, 9):
    nearest = np.float32(np.tanh(np.float64(x)))
    print(f"tanh {x}: JAX 1 - {1 - float(tanh(jnp.float32(x))):.1e},", end=" ")
    print(f"nearest float32 1 - {1 - float(nearest):.1e},", end=" ")
    print(f"gradient in JAX {float(jax.grad(tanh)(jnp.float32(x))):.1e}")
adam = optax.adam(0.1)
for start in (7.5, 8.0):
    weight = jnp.float32(start)
    state = adam.init(weight)
    for _ in range(1000):
        # The wanted answer is 0.
        gradient = jax.grad(lambda w: tanh(w) ** 2)(weight)
        update, state = adam.update(gradient, state)
        weight = optax.apply_updates(weight, update)
    print(f"a unit that begins at {start} is at {float(weight):.1f} after 1,000 steps of Adam")
print("sigmoid -87:", f"{float(jax.nn.sigmoid(jnp.float32(-87))):.0e},", end=" ")
print("-88:", f"{float(jax.nn.sigmoid(jnp.float32(-88))):.0e},", end=" ")
print("nearest float32 at -88:", f"{np.float32(1 / (1 + np.exp(88.0))):.0e}")
PY
JAX_PLATFORMS=cpu venv/bin/python try.py 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
tanh 7.5: JAX 1 - 6.0e-07, nearest float32 1 - 6.0e-07, gradient in JAX 1.2e-06
tanh 8: JAX 1 - 0.0e+00, nearest float32 1 - 2.4e-07, gradient in JAX 0.0e+00
tanh 8.5: JAX 1 - 0.0e+00, nearest float32 1 - 6.0e-08, gradient in JAX 0.0e+00
tanh 9: JAX 1 - 0.0e+00, nearest float32 1 - 6.0e-08, gradient in JAX 0.0e+00
a unit that begins at 7.5 is at 0.0 after 1,000 steps of Adam
a unit that begins at 8.0 is at 8.0 after 1,000 steps of Adam
sigmoid -87: 2e-38, -88: 0e+00, nearest float32 at -88: 6e-39
EXPECTED
