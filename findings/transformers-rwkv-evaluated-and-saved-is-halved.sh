#!/usr/bin/env bash
# transformers 5.18.0 with PyTorch 2.13.0, RWKV: a forward pass in eval mode divides two weights of
# every layer from the 7th on by 2 (from the 13th by 4, …: rescale_every is 6), in place, and a pass
# in train mode multiplies them back. save_pretrained writes them as they are, and what is loaded
# counts as not yet divided. So a net that was saved after an evaluation, as one that is to be the
# best of a run is, divides once more when it is used: it is another net, and nothing says so. Every
# round of load, try, save divides again. Nets of up to 6 layers, as a test has, are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet transformers==5.18.0 torch==2.13.0 numpy==2.4.6
cat > try.py <<'PY'
import torch
from transformers import RwkvConfig, RwkvForCausalLM

torch.manual_seed(0)
tokens = torch.randint(0, 11, (1, 8))


def size(net, layer):
    return net.rwkv.blocks[layer - 1].attention.output.weight.norm().item()


@torch.no_grad()
def answers(net):
    return net.eval()(tokens).logits


def through_a_file(net):
    net.save_pretrained("saved")
    return RwkvForCausalLM.from_pretrained("saved")


for layers in (6, 13):
    sizes = dict(hidden_size=16, attention_hidden_size=16, intermediate_size=32)
    config = RwkvConfig(vocab_size=11, context_length=32, num_hidden_layers=layers, **sizes)
    net = RwkvForCausalLM(config)
    first = [size(net, layer) for layer in range(1, layers + 1)]
    copy = through_a_file(net)
    before = answers(copy)
    print(f"{layers} layers")
    print("saved before it was evaluated: the same", torch.equal(before, answers(net)))
    for round in (1, 2, 3):
        net = through_a_file(net)
        parts = [f"{size(net, k + 1) / first[k]:.3g}" for k in range(layers)]
        same = torch.equal(before, answers(net))
        print(f"saved after, round {round}: the same {same}, weights", *parts)
PY
venv/bin/python try.py 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
6 layers
saved before it was evaluated: the same True
saved after, round 1: the same True, weights 1 1 1 1 1 1
saved after, round 2: the same True, weights 1 1 1 1 1 1
saved after, round 3: the same True, weights 1 1 1 1 1 1
13 layers
saved before it was evaluated: the same True
saved after, round 1: the same False, weights 1 1 1 1 1 1 0.5 0.5 0.5 0.5 0.5 0.5 0.25
saved after, round 2: the same False, weights 1 1 1 1 1 1 0.25 0.25 0.25 0.25 0.25 0.25 0.0625
saved after, round 3: the same False, weights 1 1 1 1 1 1 0.125 0.125 0.125 0.125 0.125 0.125 0.0156
EXPECTED
