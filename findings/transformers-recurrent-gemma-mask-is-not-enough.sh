#!/usr/bin/env bash
# transformers 5.18.0, a sequence padded on its left with an attention mask that says so, as a batch
# for generate() is: Mamba 2 and LFM 2 answer as to the sequence alone; RWKV does not use the mask,
# and warns of it. RecurrentGemma says nothing. Its attention goes by the mask; its recurrence goes
# by positions, of which 0 is a sequence's first token, whose input enters the state whole and not
# by a share, and at 0 there is padding. So its answer is another one behind one step of padding,
# and the same other one behind 50. With position_ids that begin at the first real token it is
# right; generate() is asked without them, and of ten greedy continuations of ten tokens three are
# other ones where the prompt was padded. Small nets of random weights: how far off a trained one is
# they do not say.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet transformers==5.18.0 torch==2.13.0 numpy==2.4.6
cat > try.py <<'PY'
import torch
import transformers as of

PAD, PROMPT = 0, 6
small = {
    **{"vocab_size": 64, "hidden_size": 32, "pad_token_id": PAD, "bos_token_id": 1},
    **{"eos_token_id": 2, "num_hidden_layers": 3},
}
heads = {"intermediate_size": 64, "num_attention_heads": 2}
NETS = {
    "Mamba 2": lambda: of.Mamba2ForCausalLM(
        of.Mamba2Config(**small, state_size=4, num_heads=8, head_dim=8, n_groups=1, chunk_size=4)
    ),
    "LFM 2": lambda: of.Lfm2ForCausalLM(
        of.Lfm2Config(
            **small, **heads, num_key_value_heads=2, layer_types=["conv", "full_attention", "conv"]
        )
    ),
    "RWKV": lambda: of.RwkvForCausalLM(
        of.RwkvConfig(**small, intermediate_size=64, attention_hidden_size=32)
    ),
    "RecurrentGemma": lambda: of.RecurrentGemmaForCausalLM(
        of.RecurrentGemmaConfig(
            **small, **heads, lru_width=32, head_dim=16, attention_window_size=64
        )
    ),
}


def padded(prompt, steps):
    ids = torch.cat([torch.full((1, steps), PAD), prompt], 1)
    return ids, (torch.arange(ids.shape[1]) >= steps).long()[None]


def apart(net, prompt, steps, positions=False):
    ids, mask = padded(prompt, steps)
    given = {"position_ids": (mask.cumsum(1) - 1).clamp(min=0)} if positions else {}
    made = net(ids, attention_mask=mask, **given).logits[:, -1]
    off = (made - net(prompt).logits[:, -1]).abs().max().item()
    return "alike" if off < 1e-5 else f"differs by {off:.2f}"


def written(net, ids, mask):
    made = net.generate(
        ids, attention_mask=mask, max_new_tokens=10, do_sample=False, eos_token_id=None
    )
    return made[0, ids.shape[1] :]


prompt = torch.tensor([[5, 6, 7, 8, 9, 3]])
with torch.no_grad():
    for name, make in NETS.items():
        torch.manual_seed(0)
        net = make().eval()
        print(f"{name}: padded by 1 {apart(net, prompt, 1)}, by 50 {apart(net, prompt, 50)}")
        if name == "RecurrentGemma":
            print(f"  with position_ids: by 50 {apart(net, prompt, 50, positions=True)}")
        draw = torch.Generator().manual_seed(2)
        same = 0
        for _ in range(10):
            one = torch.randint(3, 64, (1, PROMPT), generator=draw)
            alone = written(net, one, torch.ones_like(one))
            same += torch.equal(alone, written(net, *padded(one, 10)))
        print(f"  of 10 greedy continuations, alone and padded: {same} the same")
PY
venv/bin/python try.py 2>/dev/null | tee seen
diff seen - <<'EXPECTED'
Mamba 2: padded by 1 alike, by 50 alike
  of 10 greedy continuations, alone and padded: 10 the same
LFM 2: padded by 1 alike, by 50 alike
  of 10 greedy continuations, alone and padded: 10 the same
RWKV: padded by 1 differs by 0.43, by 50 differs by 0.80
  of 10 greedy continuations, alone and padded: 0 the same
RecurrentGemma: padded by 1 differs by 0.01, by 50 differs by 0.01
  with position_ids: by 50 alike
  of 10 greedy continuations, alone and padded: 7 the same
EXPECTED
