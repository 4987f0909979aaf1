/**
 * The tasks whose sequences come from a file of one's own, in words: their numbers are known when
 * the file is.
 */
interface FileTaskText {
  readonly title: string
  readonly what: string
  /** null: it is whoever's file it is. */
  readonly source: string | null
  readonly baseline: string
  readonly solvedWhen: string
}
export type FileTaskTexts = Readonly<Record<'text' | 'data' | 'series', FileTaskText>>

export const fileTasks: FileTaskTexts = {
  text: {
    title: 'Predicting the next character',
    what: 'Each time step shows a character of a text; the answer is the character that follows. The most frequent characters are symbols of their own, all others are one together: as many as --symbols says, else 96, or as many as make up 99 % of the part that is trained on, at most 1,000. The first nine tenths of the text are for training, the last tenth is held out.',
    source:
      'Elman 1990 (Cognitive Science 14:179); Sutskever, Martens & Hinton 2011 (ICML); the table of pairs is smoothed after Witten & Bell 1991 (IEEE Transactions on Information Theory 37:1085)',
    baseline: 'the entropy of the characters that are held out, in nats a character',
    solvedWhen:
      'cross-entropy below nine tenths of that of a table of pairs of characters, so that more than the last one is used',
  },
  data: {
    title: 'Sequences of your own',
    what: 'Each time step shows numbers; at the end, or at any steps, the answer is a class or numbers. JSON lines or CSV. One sequence in five is held out, another fifth for each seed in turn.',
    source: null,
    baseline: 'the best constant answer on all sequences of the file',
    solvedWhen: 'at most a tenth of the errors of that constant answer is left',
  },
  series: {
    title: 'Forecasting a series of your own',
    what: 'Each time step shows a value of a series; at the end of a window of T values the answer is the value --horizon steps later. A column of a CSV file, or a number on each line. Values are standardised by mean and deviation of the part that is trained on. The last fifth is held out: no window of training reaches into it.',
    source: null,
    baseline:
      'on the windows that are held out the better of the best constant answer and of the last value (the naive forecast)',
    solvedWhen: 'at most seven tenths of the errors of the better of these two are left',
  },
}
