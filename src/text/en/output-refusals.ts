/** What the outside does not take or does not have: streams, folders, WebAssembly. */
import type { InputErrorDetails } from '../../rules/input-error.ts'
import { reason } from './reasons.ts'

const count = (n: number) => n.toLocaleString('en-US')
const runs = (n: number) => (n === 1 ? '1 finished run' : `${count(n)} finished runs`)

export const outputRefusals = {
  'output-failed': ({ reason: why, written, of, kept }: InputErrorDetails['output-failed']) => {
    const cut =
      written > 0
        ? `; ${count(written)} of ${count(of)} bytes are there, so what is there is cut off`
        : ''
    const there = kept.length > 0 ? ` What was finished is in ${kept.join(' and ')}.` : ''
    return `Cannot write to standard output: ${reason(why)}${cut}.${there}`
  },
  'results-gone': ({ path, written, reported }: InputErrorDetails['results-gone']) =>
    `${path} was removed while it was in use, and ${runs(written)} in it with it. Training was ended; ${reported > 0 ? `the report that was printed holds ${runs(reported)}` : 'no run had finished'}.`,
  'no-working-folder': () =>
    'The folder that this shell is in has been removed; change to one that is there and try again.',
  'no-webassembly': () =>
    'This Node has no WebAssembly (it was started with --jitless, or WebAssembly is switched off), and gatelab computes with it; start Node without that.',
} as const
