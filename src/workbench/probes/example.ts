/** example: one held-out sequence with its cues, what is wanted, what each net answers now. */
import type { ExampleAnswer, ExampleSequence } from '../../results/example.ts'
import type { ByCell } from '../../results/lab-results.ts'
import type { SequenceAsk } from '../backward-run.ts'
import type { Job } from '../workers/job.ts'
import { cellsOption, type Probe, type SequenceChoice } from './probe.ts'

export interface ExampleResult {
  readonly kind: 'example'
  readonly sequence: ExampleSequence
  readonly cells: ByCell<
    ExampleAnswer & {
      readonly gru?: true
      /** Optimiser updates that the net has behind it. */
      readonly step: number
    }
  >
  /** It is one of a case's, and whether that asks anything of it. */
  readonly ofCase?: 'asked' | 'unasked'
}

interface ExampleFacts {
  readonly sequence: ExampleSequence
  readonly answer: ExampleAnswer
}

const job: Job<SequenceAsk, ExampleFacts> = {
  name: 'example',
  async run({ nets, task, sequences }, { sequence: number, ...subject }) {
    const { describeAnswer, describeSequence } = await import('../../training/example.ts')
    const [batch] = sequences(number, number)
    const net = nets.of(subject, 1, { record: true })
    net.work.setBatch(batch)
    const { loss, logits } = net.states()
    return {
      sequence: describeSequence(task, batch, { seed: subject.spec.seeds[0], number }),
      answer: describeAnswer(task, batch, logits, loss),
    }
  },
}

export const example: Probe<
  ExampleResult,
  'sequence' | 'answers',
  { readonly number?: SequenceChoice }
> = {
  commands: [
    {
      name: 'example',
      positionals: [{ name: 'number', required: false, kind: { is: 'sequence' } }],
      options: ['cells'],
      examples: ['example', 'example 3', 'example random --cells lstm'],
    },
  ],
  inLessons: true,
  job,
  async answer(bench, { number, cells: asked }) {
    const { checkShown, sequenceOf } = await import('../sequence-activations.ts')
    const cells = bench.cells(asked)
    const sequence = sequenceOf(bench, number)
    checkShown(bench.task.timeSteps * (bench.task.inputSize + 3 * bench.task.outputSize))
    const found = await Promise.all(
      cells.map(
        async (cell) =>
          [cell, await bench.ask(cell, job, { ...bench.subject(cell), sequence })] as const,
      ),
    )
    const answers = found.map(([cell, { answer }]) => {
      const gru = cell === 'lstm' && bench.spec.variant === 'gru' ? { gru: true as const } : {}
      return [cell, { ...gru, step: bench.stepOf(cell), ...answer }] as const
    })
    const { given } = bench
    return {
      kind: 'example',
      sequence: found[0][1].sequence,
      cells: Object.fromEntries(answers),
      ...(given ? { ofCase: given.facts.asked === 'y' ? 'asked' : 'unasked' } : {}),
    }
  },
  receipt: {
    question: ({ result, state }) =>
      `example ${result.sequence.number}${cellsOption(result.cells, state)}`,
    operands: ({ result: { cells } }, sizes) => [
      ...sizes,
      ...(['rnn', 'lstm'] as const).flatMap((cell) => {
        const one = cells[cell]
        return one ? [{ name: `L ${one.gru ? 'gru' : cell}`, value: one.loss }] : []
      }),
    ],
  },
  parts: () => ['sequence', 'answers'],
}
