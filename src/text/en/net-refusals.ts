/** Weights files and case files that will not do: what was wrong and what would be right. */
import type { NetFileErrors } from '../../rules/errors/net-file-errors.ts'
import type { InputErrorCode, InputErrorDetails } from '../../rules/input-error.ts'

type NetCode = Exclude<
  Extract<
    InputErrorCode,
    `safetensors-${string}` | `net-${string}` | `about-${string}` | `case-${string}`
  >,
  keyof NetFileErrors
>
export type NetRefusals = { readonly [C in NetCode]: (facts: InputErrorDetails[C]) => string }

const number = (n: number) =>
  Number.isInteger(n) && Math.abs(n) < 1e15 ? n.toLocaleString('en-US') : String(n)
const list = (items: readonly (string | number)[]) => items.join(', ')
/** Names are quoted: they may be empty, or words of a sentence. */
const q = (name: string) => `"${name}"`
const names = (all: readonly string[]) => list(all.map(q))
const shape = (sides: readonly (number | string)[]) => `[${sides.join(', ')}]`
const CELL_NAMES = { rnn: 'an RNN', lstm: 'an LSTM', gru: 'a GRU' }
const JSON_PROBLEMS = {
  'utf-8': 'is not UTF-8 text',
  syntax: 'is not valid JSON',
  'too-deep': 'is nested too deeply',
  'too-many-parts': 'has too many parts',
  'not-an-object': 'is not a JSON object',
}
const ONE_LAYER = 'a one-layer RNN, LSTM or GRU in one direction can be inspected'

export const netRefusals: NetRefusals = {
  'safetensors-too-short': ({ bytes: n }) =>
    `The weights file has ${n} bytes; a safetensors file begins with 8 bytes that give the length of its header.`,
  'safetensors-header-length': ({ claimed, limit }) =>
    `The weights file claims a header of ${claimed} bytes where at most ${number(limit)} are possible; it is truncated or no safetensors file.`,
  'safetensors-header': ({ problem }) =>
    `The header of the weights file ${JSON_PROBLEMS[problem]}; safetensors wants a JSON object there.`,
  'safetensors-repeated-name': ({ name }) =>
    `The header of the weights file has the name ${q(name)} twice.`,
  'safetensors-name': ({ name }) =>
    `The weights file has a tensor with the name ${q(name)}, which is not allowed.`,
  'safetensors-metadata': ({ key }) =>
    `The metadata of the weights file${key === null ? '' : ` (${q(key)})`} must be text.`,
  'safetensors-entry': ({ tensor, field }) =>
    `The weights file's entry for ${q(tensor)} has a missing or impossible ${field}.`,
  'safetensors-dtype': ({ tensor, dtype, known }) =>
    `${q(tensor)} is of dtype ${q(dtype)}; ${list(known)} can be read.`,
  'safetensors-size': ({ tensor, needed, bytes: n }) =>
    `${q(tensor)} should take ${number(needed)} bytes by its shape and dtype, but its offsets give it ${number(n)}.`,
  'safetensors-offsets': ({ tensor, begin, end, bytes: n }) =>
    `${q(tensor)} claims the bytes ${number(begin)} to ${number(end)} of ${number(n)}; the file is truncated or its offsets are wrong.`,
  'safetensors-overlap': ({ tensor, other }) =>
    `In the weights file ${q(tensor)} and ${q(other)} claim the same bytes.`,
  'safetensors-hole': ({ tensor, count }) =>
    `In the weights file ${number(count)} bytes before ${q(tensor)} belong to no tensor.`,
  'safetensors-trailing': ({ count }) =>
    `The weights file has ${number(count)} bytes after its last tensor.`,

  'net-missing': ({ tensor, found }) =>
    `The weights file has no ${q(tensor)}; it has ${found.length ? `${names(found)}; where names are others, --map FILE says which tensor is what` : 'no tensors'}.`,
  'net-layers': ({ tensor, layers }) =>
    `The net has ${layers > 1 ? `${layers} layers` : 'a layer beyond the first'} (${q(tensor)}); ${ONE_LAYER}.`,
  'net-bidirectional': ({ tensor }) => `The net is bidirectional (${q(tensor)}); ${ONE_LAYER}.`,
  'net-projection': ({ tensor }) =>
    `The LSTM has a projection (${q(tensor)}); one without can be inspected.`,
  'net-several': ({ tensors }) =>
    `The weights file holds more than one recurrent net: ${names(tensors)}; ${ONE_LAYER}.`,
  'net-several-readouts': ({ tensors }) =>
    `More than one tensor could be the readout: ${names(tensors)}; --readout NAME says which.`,
  'net-readout': ({ asked, isThere, found }) =>
    `${isThere ? `${q(asked)} can't be the readout` : `The weights file has no ${q(asked)}`}; --readout takes ${found.length ? names(found) : 'the name of a matrix with a column for each hidden unit, and there is none'}.`,
  'net-workbench': ({ path }) =>
    `${path} is a saved workbench; load it in the lab, where export weights writes one of its nets.`,
  'net-says': ({ option, says, asked }) =>
    `--${option} ${asked} contradicts the weights file, which says ${says}; leave the option out.`,
  'net-option': ({ option, value, cell }) =>
    `--${option} ${value} is about ${option === 'nonlinearity' ? 'an RNN' : value === 'gru' ? 'a GRU' : 'an LSTM'}; the weights are those of ${CELL_NAMES[cell]}.`,
  'net-unexpected': ({ tensor }) =>
    `${q(tensor)} has no place in a one-layer RNN, LSTM or GRU with a readout.`,
  'net-recurrent-shape': ({ tensor, found }) =>
    `${q(tensor)} has the shape ${shape(found)}; it should be [H, H] for an RNN, [4·H, H] for an LSTM or [3·H, H] for a GRU.`,
  'net-shape': ({ tensor, expected, found }) =>
    `${q(tensor)} should have the shape ${shape(expected)} and has ${shape(found)}.`,
  'net-not-finite': ({ tensor, index, value }) =>
    `${q(tensor)}[${index.join('][')}] is ${value}; weights must be finite.`,
  'net-overflows': ({ what }) =>
    `With these weights the ${what} on this input is beyond the range of its numbers (float32).`,

  'about-not-json': ({ problem }) =>
    `The entry "gatelab" in the metadata of the weights file ${JSON_PROBLEMS[problem]}.`,
  'about-format': ({ format, known }) =>
    `The weights file says that it is of gatelab's format ${format}; this version reads format ${known}.`,
  'about-field': ({ field, found, known }) =>
    known.length > 0
      ? `The weights file says ${q(field)}: ${found}; this version knows ${list(known)}.`
      : `What the weights file says of itself is impossible: ${q(field)} is ${found}.`,
  'about-unknown': ({ field }) =>
    `The weights file says something of itself that this version does not know: ${q(field)}.`,
  'about-cell': ({ says, found }) =>
    `The weights file says that it holds ${CELL_NAMES[says]}, and its shapes are those of ${CELL_NAMES[found]}.`,
  'about-readout': ({ readout }) =>
    `This net's readout reads all h_t (--readout ${readout}); gatelab inspect FILE --input CASE shows it, without --map, --net, --of and --back, and no other command takes it.`,
  'about-count': ({ field, found, expected }) =>
    `The weights file gives ${q(field)} ${number(found)} ${found === 1 ? 'number' : 'numbers'}; the net needs ${number(expected)}.`,

  'case-not-json': ({ problem }) =>
    `The case file ${JSON_PROBLEMS[problem]}; it should be {"x": [T][B][I], "y": [B][O]}.`,
  'case-broken': ({ format }) =>
    `The case file begins as one of ${format} and is cut short or broken.`,
  'case-type': ({ key, type }) =>
    `In the case file ${key} is of the type ${q(type)}; floats and integers can be read.`,
  'case-missing': ({ key, found }) =>
    `The case file has no ${q(key)}${found.length > 0 ? ` (it has ${names(found)})` : ''}; it should be {"x": [T][B][I], "y": [B][O]}.`,
  'case-repeated': ({ key }) => `The case file has the field ${q(key)} twice.`,
  'case-not-an-array': ({ place, found }) =>
    `In the case file ${place} should be an array and is ${found}.`,
  'case-empty': ({ place }) => `In the case file ${place} is empty; every side must be at least 1.`,
  'case-ragged': ({ place, found, like, expected }) =>
    `In the case file ${place} has ${found} ${found === 1 ? 'entry' : 'entries'} where ${like} has ${expected}.`,
  'case-not-a-number': ({ place, found }) =>
    `In the case file ${place} should be a number and is ${found}.`,
  'case-not-finite': ({ place, found }) =>
    `In the case file ${place} is ${found}; numbers must be finite in float32.`,
  'case-batch': ({ x, y }) =>
    `In the case file x has a batch of ${x} and y of ${y}; they must be equal.`,
  'case-batch-first': ({ key, first, second, given }) =>
    given
      ? `In the case file x is [${first}][${second}][…] and ${key} is of ${second} sequences: x seems to be [T][B][I]; leave --batch-first out.`
      : `In the case file x is [${first}][${second}][…] and ${key} is of ${first} sequences: x seems to be [B][T][I]; --batch-first reads it so.`,
  'case-sizes': ({ key, found, expected }) =>
    `In the case file ${key} has ${found} ${found === 1 ? 'number' : 'numbers'} a row; the net ${key === 'x' ? 'reads' : 'answers with'} ${expected}.`,
  'case-state': ({ key, found, expected: [B, H] }) =>
    `In the case file ${key} has the shape ${shape(found)}; it should be [B, H] = [${B}, ${H}] ([1, ${B}, ${H}], and [${H}] for all sequences, are read as well).`,
  'case-readout-lengths': ({ readout }) =>
    `The net's readout (${readout}) reads every time step of sequences that end together; leave "lengths" out.`,
  'case-no-cell-state': ({ cell }) =>
    `The case file has "c0", and ${CELL_NAMES[cell]} has no cell state; leave it out.`,
  'case-length': ({ place, found, most }) =>
    `In the case file ${place} is ${found}; a length is a whole number from 1 to T = ${number(most)}.`,
  'case-lengths': ({ found, expected }) =>
    `In the case file lengths has ${number(found)} ${found === 1 ? 'entry' : 'entries'}; there should be ${expected === 1 ? 'one, for the one sequence' : `one for each of the ${number(expected)} sequences`}.`,
}
