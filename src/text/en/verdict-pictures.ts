/** The strip of dots under a verdict, and the table of what was made equal. */
export const verdictPictures = {
  /** The strip of dots. */
  dots: {
    title: (metric: string, log: boolean) =>
      `Every seed: ${metric} at the end${log ? ', on a log axis' : ''}`,
    solved: 'solved',
    unsolved: 'not solved',
    diverged: 'diverged',
    mixed: 'both in one place',
    threshold: {
      below: (threshold: string) => `solved below ${threshold}`,
      above: (threshold: string) => `solved from ${threshold}`,
    },
    counts: 'figures under a mark, read downwards: so many seeds',
    row: (name: string, runs: number, solved: number, spread: string) =>
      `${name}: ${solved} of ${runs} solved, ${spread}`,
    nothing: 'nothing finite at the end',
    seed: (seed: number, value: string, status: string) => `seed ${seed}: ${value}, ${status}`,
  },

  /** What was made equal. */
  sizes: {
    title: 'What was made equal',
    caption: (rnn: string, lstm: string) =>
      `${rnn} / ${lstm}, and which is better (– no difference shown); multiply-adds of one sequence's forward pass`,
    equal: 'equal in',
    fair: { hidden: 'units H', parameters: 'weights', compute: 'multiply-adds' },
    solved: 'solved?',
    metric: 'how far?',
    hidden: 'H',
    count: 'solved',
    weights: 'weights',
    multiplyAdds: 'multiply-adds',
    pair: (rnn: string, lstm: string) => `${rnn} / ${lstm}`,
    several:
      'Each row is a verdict of its own; they share the runs of the cell whose size stays, so they are not independent.',
    heading: (equal: string) => `Equal in ${equal}`,
  },
}
