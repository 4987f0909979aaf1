/** What cannot be run on a net of several layers, and why. */
import type { RunErrors } from '../../rules/errors/run-errors.ts'

export type RunRefusals = {
  readonly [C in keyof RunErrors]: (facts: RunErrors[C]) => string
}

const number = (n: number) => n.toLocaleString('en-US')
const q = (name: string) => `"${name}"`
const names = (all: readonly string[]) => all.map(q).join(', ')
const shape = (sides: readonly number[]) => `[${sides.join(', ')}]`
const range = (most: number) => (most === 0 ? 'only 0 is there' : `it goes from 0 to ${most}`)

const LAYER_PROBLEMS = {
  both: 'which has two directions',
  backward: 'which reads from the end to the beginning',
  projection: 'which has a projection',
  peepholes: 'which has peepholes',
  form: 'whose cell computes other functions than its RNN, LSTM and GRU do',
  initial: 'which begins with states other than zeros',
  last: 'which reads the last state of the layer before it alone',
}
const GIVEN = {
  'made-here':
    'the net and its sequences come from files and stay what they are; gatelab repl without --weights makes nets of its own.',
  training:
    'a net from a file is not trained here, since no sequences are held out to judge it by; task data --data FILE, in gatelab repl without --weights, trains nets on yours.',
  saving:
    'a net from a file is not saved as a workbench; export weights FILE writes it with its surgery, and receipt says the line that brings all of this back.',
}

export const runRefusals: RunRefusals = {
  'run-which-net': ({ asked, found }) =>
    asked === null
      ? `The file has ${found.length} nets: ${names(found)}; --net NAME says which.`
      : `The file has no net ${q(asked)}; it has ${names(found)}.`,
  'run-states': ({ key, found, expected }) =>
    `In the case file ${key} has the shape ${shape(found)}; it should be [layers·directions, B, H] = ${shape(expected)}.`,
  'run-states-differ': ({ key }) =>
    `The layers differ in size, so ${key} as one array cannot hold their states; leave it out.`,
  'run-symbol': ({ place, found, most }) =>
    `In the case file ${place} is ${found}; the net begins with an embedding, whose symbols are the whole numbers from 0 to ${most}.`,
  'run-sizes': ({ layer, given, reads }) =>
    `The layer ${q(layer)} reads ${reads} numbers at each step and is given ${given}.`,
  'run-not-finite': ({ layer, tensor }) =>
    `A number of ${q(tensor)} in the layer ${q(layer)} is NaN or infinite; the net cannot be run.`,
  'run-of-unknown': ({ of }) =>
    `--of ${q(of)} is not understood; loss, output, output[2], h[-1].norm, h[-1][5], c[-1].norm and layers[0].h[-1].norm are.`,
  'run-of-beyond': ({ of, what, most }) =>
    `--of ${q(of)}: there is no such ${what}; ${range(most)}, and -1 is the last.`,
  'run-of-missing': ({ of, what }) =>
    what === 'y'
      ? `--of ${q(of)} needs the right answers: the case file has no y.`
      : `--of ${q(of)}: that layer has no cell state.`,
  'run-own-file': () =>
    'The weights file asks for surgery, which is done without --of and --net alone.',
  'run-json': ({ numbers, most }) =>
    `The states on this case are ${number(numbers)} numbers, and JSON is written of ${number(most)} at most; fewer time steps or sequences would fit, and without --json the pictures are shown.`,
  'run-option': ({ option }) =>
    option === 'variant'
      ? '--variant is about a one-layer LSTM of a file that does not say which it is.'
      : '--nonlinearity is about an RNN, and the net has none.',
  'run-readout': ({ asked, found }) =>
    `${q(asked)} can't be the readout; ${found.length > 0 ? `--readout takes ${names(found)}` : 'no other layer of the file can'}.`,
  'bench-which-layer': ({ asked, found }) =>
    `${asked === null ? 'The net has several recurrent layers' : `Step ${asked} of the net is no recurrent layer`}; --layer says which one the lab takes: ${found.map(({ step, name }) => `${step} (${q(name)})`).join(', ')}.`,
  'bench-layer': ({ layer, problem }) =>
    `The lab can't take the layer ${q(layer)}, ${LAYER_PROBLEMS[problem]}; gatelab inspect FILE --input CASE shows what happens in it.`,
  'bench-case': ({ key }) =>
    `The lab begins with zeros, so it can't take ${key} of the case; gatelab inspect FILE --input CASE does.`,
  'bench-answers': ({ layer, hidden, found }) =>
    `In the case file y has ${found} ${found === 1 ? 'number' : 'numbers'} a row; no readout alone stands behind the layer ${q(layer)}, so h is the output here: leave y out, or give ${hidden} a row; gatelab inspect FILE --input CASE runs the whole net.`,
  'bench-given': ({ command, why }) => `${command}: ${GIVEN[why]}`,
}
