/** Which tensor of a file plays which part. PyTorch's state_dict names, as nn.RNN and nn.LSTM write them. */
import type { WEIGHT_NAMES } from '../engine/types.ts'
import { Refusal } from '../refusal.ts'
import type { Tensors } from './safetensors.ts'
import { shown } from './shown.ts'

export type WeightName = (typeof WEIGHT_NAMES)[number]

/** The file's name for each weight; a bias that the file lacks (bias=False) is null. */
export type Parts = Readonly<Record<WeightName, string | null>>

/** `lstm.weight_ih_l0_reverse`: prefix, what it is, layer, direction. */
const RECURRENT = /^(|.*\.)((?:weight|bias)_(?:ih|hh|hr))_l(\d+)(_reverse)?$/su

/** @throws Refusal net-… where a part is missing, there are several, or a tensor has no place in a one-layer net. */
export function findParts(tensors: Tensors): Parts {
  const names = [...tensors.keys()]
  const prefix = recurrentPrefix(names)
  const has = (name: string) => (tensors.has(name) ? name : null)
  const readout = readoutPrefix(names.filter((name) => !RECURRENT.test(name)))
  const parts: Parts = {
    weight_ih_l0: has(`${prefix}weight_ih_l0`),
    weight_hh_l0: has(`${prefix}weight_hh_l0`),
    bias_ih_l0: has(`${prefix}bias_ih_l0`),
    bias_hh_l0: has(`${prefix}bias_hh_l0`),
    'readout.weight': has(`${readout}weight`),
    'readout.bias': has(`${readout}bias`),
  }
  for (const name of ['weight_ih_l0', 'weight_hh_l0', 'readout.weight', 'readout.bias'] as const) {
    if (parts[name] === null) throw new Refusal('net-missing', { tensor: name, found: names.slice(0, 12).map(shown) })
  }
  const used = new Set(Object.values(parts))
  const unused = names.find((name) => !used.has(name))
  if (unused !== undefined) throw new Refusal('net-unexpected', { tensor: shown(unused) })
  return parts
}

/** What stands before `weight_ih_l0`: nothing, or such as `lstm.` when the layer was a module's attribute. */
function recurrentPrefix(names: readonly string[]): string {
  const prefixes = new Map<string, string>()
  for (const name of names) {
    const match = RECURRENT.exec(name)
    if (match === null) continue
    const [, prefix, kind, layer, reverse] = match
    if (reverse !== undefined) throw new Refusal('net-bidirectional', { tensor: shown(name) })
    if (Number(layer) > 0) throw new Refusal('net-layers', { tensor: shown(name) })
    if (kind.endsWith('_hr')) throw new Refusal('net-projection', { tensor: shown(name) })
    if (!prefixes.has(prefix)) prefixes.set(prefix, name)
  }
  if (prefixes.size > 1) throw new Refusal('net-several', { tensors: [...prefixes.values()].slice(0, 4).map(shown) })
  return [...prefixes.keys()][0] ?? ''
}

/** `readout.`, or else the only other pair of a weight and a bias, such as `fc.`. */
function readoutPrefix(names: readonly string[]): string {
  if (names.some((name) => name === 'readout.weight' || name === 'readout.bias')) return 'readout.'
  const weights = names.filter((name) => /(^|\.)weight$/u.test(name))
  const pairs = weights.filter((name) => names.includes(name.replace(/weight$/u, 'bias')))
  if (pairs.length > 1) throw new Refusal('net-several-readouts', { tensors: pairs.slice(0, 4).map(shown) })
  return pairs.length === 1 ? pairs[0].slice(0, -'weight'.length) : 'readout.'
}
