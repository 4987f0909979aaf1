#!/usr/bin/env bash
# Keras 3.15.1 on its JAX backend (0.10.2): layers with stateful=True keep their state from call to
# call when the model itself is called, and begin at zero again with every batch of fit, evaluate,
# predict and their …_on_batch forms. The same code on the NumPy backend keeps it in predict, on
# TensorFlow 2.21.0 too, and on PyTorch 2.13.0 in all of them. A net that is trained on pieces of
# one long series, or predicts as the samples come in, so becomes one that knows no more than its
# batch; there is no word of it, and calling the model by hand, to see whether it remembers, says it
# does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet keras==3.15.1 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6
cat > try.py <<'PY'
import keras
import numpy as np

ones, zero = np.ones((1, 2, 1), "float32"), np.zeros((1, 1), "float32")


def counter():
    """A net whose state is the sum of all that it has read, two ones a batch."""
    layer = keras.layers.SimpleRNN(1, stateful=True, activation="linear")
    net = keras.Sequential([keras.Input(batch_shape=(1, 2, 1)), layer])
    net.set_weights([ones[0, :1], ones[0, :1], zero[0]])
    net.compile(keras.optimizers.SGD(0.0), "mae")
    return net


def thrice(what, run):
    print(f"{what}:", *[f"{np.ravel(run())[0]:.0f}" for _ in range(3)])


print(keras.backend.backend())
net = counter()
thrice("called", lambda: net(ones))
net = counter()
thrice("predict", lambda: net.predict(ones, verbose=0))
net = counter()
three = net.predict(np.repeat(ones, 3, axis=0), batch_size=1, verbose=0)
print("predict, three batches:", *[f"{one:.0f}" for one in three.ravel()])
if keras.backend.backend() == "jax":
    # The error is what the net answers, since 0 is wanted.
    net = counter()
    thrice("evaluate", lambda: net.evaluate(ones, zero, verbose=0))
    net = counter()
    thrice("train_on_batch", lambda: net.train_on_batch(ones, zero))
PY
for backend in numpy jax; do
  KERAS_BACKEND=$backend JAX_PLATFORMS=cpu venv/bin/python try.py 2>/dev/null
done | tee seen
diff seen - <<'EXPECTED'
numpy
called: 2 4 6
predict: 2 4 6
predict, three batches: 2 4 6
jax
called: 2 4 6
predict: 2 2 2
predict, three batches: 2 2 2
evaluate: 2 2 2
train_on_batch: 2 2 2
EXPECTED
