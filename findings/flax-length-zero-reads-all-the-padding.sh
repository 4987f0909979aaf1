#!/usr/bin/env bash
# Flax 0.12.8, nnx.RNN and linen's nn.RNN with seq_lengths: of a sequence of length n the carry
# after n steps is handed back, and with a length of 0 the one after all steps of the padding. So a
# stream of a batch that has nothing new is the one that moves farthest, given state or not, and a
# sentence of no words says what is in the padding. (The carry of step n − 1 is taken; −1 is the
# last.) All other lengths are right, so tests on sentences don't see it; onnxruntime puts such a
# state to 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet flax==0.12.8 jax==0.10.2 jaxlib==0.10.2 numpy==2.4.6
cat > try.py <<'PY'
import jax
import jax.numpy as jnp
from flax import linen, nnx


class Sum(nnx.Module):
    """A cell whose carry is the sum of its inputs."""

    in_features, num_feature_axes = 1, 1

    def initialize_carry(self, input_shape, rngs=None, carry_init=None):
        return jnp.zeros((*input_shape[:-1], 1))

    def __call__(self, carry, x):
        return carry + x, carry + x


class SumOfLinen(linen.RNNCellBase):
    def __call__(self, carry, x):
        return carry + x, carry + x

    def initialize_carry(self, rng, input_shape):
        return jnp.zeros((*input_shape[:-1], 1))

    @property
    def num_feature_axes(self):
        return 1


x = jnp.ones((4, 5, 1))
lengths = jnp.array([5, 2, 1, 0])
begin = jnp.full((4, 1), 100.0)


def show(name, carry):
    print(f"{name}:", *[f"{one:.0f}" for one in carry.ravel()])


print("lengths:", *lengths.tolist())
for reverse in (False, True):
    way = "backwards" if reverse else "forwards"
    net = nnx.RNN(Sum(), return_carry=True, reverse=reverse)
    show(f"nnx {way}", net(x, seq_lengths=lengths)[0])
    show(f"nnx {way} from 100", net(x, seq_lengths=lengths, initial_carry=begin)[0])
    net = linen.RNN(SumOfLinen(), return_carry=True, reverse=reverse)
    given = dict(seq_lengths=lengths, initial_carry=begin)
    show(f"linen {way} from 100", net.apply({}, x, **given)[0])
# A real cell, whose padding is zeros: its biases and old state move it all the same.
cell = nnx.GRUCell(1, 1, rngs=nnx.Rngs(0), bias_init=nnx.initializers.ones)
net = nnx.RNN(cell, return_carry=True)
given = dict(seq_lengths=lengths, initial_carry=jnp.zeros((4, 1)))
moved = net(jnp.zeros((4, 5, 1)), **given)[0].ravel()
print("a GRU on zeros, more moved by 0 steps than by 1:", bool(moved[3] > moved[2]))
PY
JAX_PLATFORMS=cpu venv/bin/python try.py 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
lengths: 5 2 1 0
nnx forwards: 5 2 1 5
nnx forwards from 100: 105 102 101 105
linen forwards from 100: 105 102 101 105
nnx backwards: 5 2 1 5
nnx backwards from 100: 105 102 101 105
linen backwards from 100: 105 102 101 105
a GRU on zeros, more moved by 0 steps than by 1: True
EXPECTED
