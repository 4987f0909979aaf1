/** Bad input, each in one clear line: what was wrong and what would be right. */
import type { Absent } from '../../rules/errors/command-errors.ts'
import type { InputErrorCode, InputErrorDetails } from '../../rules/input-error.ts'
import { byteSize } from '../../rules/significant.ts'
import { fileRefusals } from './file-refusals.ts'
import { netFileRefusals } from './net-file-refusals.ts'
import { netRefusals } from './net-refusals.ts'
import { outputRefusals } from './output-refusals.ts'
import { reason } from './reasons.ts'
import { runRefusals } from './run-refusals.ts'
import { seriesRefusals } from './series-refusals.ts'

export type InputErrorTexts = {
  readonly [C in InputErrorCode]: (facts: InputErrorDetails[C]) => string
}

const meant = (nearest: string | null) => (nearest === null ? '.' : `; did you mean ${nearest}?`)
/** The same number as it is written here. */
const written = (point: string | null | undefined) => (point ? `; write ${point}.` : '.')
const ABSENT: Readonly<Record<Absent, string>> = {
  regularisation:
    'There is no dropout, weight decay or normalisation; --optimizer, --learning-rate and --clip are what there is.',
  layers: 'The nets have one layer and read forwards; --hidden sets its size.',
  device: 'Everything runs on the processor; --workers sets the threads.',
}
const list = (items: readonly (string | number)[]) => items.join(', ')
const number = (n: number) =>
  Number.isInteger(n) && Math.abs(n) < 1e15 ? n.toLocaleString('en-US') : String(n)
/** An option by its dashes; an argument comes as it stands in the usage, <steps>. */
const called = (name: string) => (/^[<A-Z]/.test(name) ? name : `--${name}`)
/** What is read through a pipe: the weights are an argument, the rest are options. */
const piece = (name: string) => (name === 'weights' ? '<weights>' : `--${name}`)
const bytes = (n: number) => byteSize(n, 'bytes')
/** 2026-01-31T14:03:59.123Z to the minute. */
const minute = (time: string) => `${time.slice(0, 16).replace('T', ' ')} UTC`
const writer = ({ pid, host, since }: InputErrorDetails['results-taken']) =>
  pid === null || host === null || since === null
    ? 'another gatelab'
    : `another gatelab (process ${pid} on ${host}, since ${minute(since)})`

export const inputErrors: InputErrorTexts = {
  'unknown-task': ({ name, nearest, known, file }) =>
    file
      ? `There is no task "${name}"; a file of your own goes with --data, --series or --text.`
      : `There is no task "${name}"${meant(nearest)} Tasks: ${list(known)}.`,
  'unknown-command': ({ name, nearest, means, term }) =>
    means
      ? `There is no command "${name}"; it is a ${means.kind}: ${means.lab} in the lab, gatelab ${means.shell} in a shell.`
      : `There is no command ${term ? 'and no term ' : ''}"${name}"${meant(nearest)}${nearest ? '' : term ? ' help lists the commands, help glossary the terms.' : ' help lists what there is.'}`,
  'unknown-option': ({ name, nearest, command, absent, argument, short, lab }) =>
    `There is no option ${short ? '-' : '--'}${name}${command ? ` for ${command}` : ''}${argument ? `; it stands without one: ${lab ? '' : 'gatelab '}${command} <${name}>.` : absent ? `. ${ABSENT[absent]}` : nearest ? `; did you mean --${nearest}?` : lab ? `. help${command ? ` ${command}` : ''} lists the options.` : `. gatelab${command ? ` ${command}` : ''} --help lists the options.`}`,
  'other-dashes': ({ word, name }) =>
    `"${word}" begins with other dashes than an option; write --${name}.`,
  'repeated-option': ({ name }) => `--${name} was given more than once; give it once.`,
  'missing-value': ({ name }) => `${called(name)} needs a value.`,
  'unexpected-argument': ({ argument, command }) =>
    `"${argument}" is one argument too many for ${command}.`,
  'missing-argument': ({ argument, command, choices, lab }) =>
    `${command} needs ${argument}${choices ? ` (${list(choices)})` : ''}; see ${lab ? `help ${command}` : `gatelab ${command} --help`}.`,
  'not-a-number': ({ name, value, wanted, min, max, point }) =>
    `${called(name)} takes ${wanted === 'integer' ? 'a whole number' : 'a number'} from ${number(min)} to ${number(max)}, not "${value}"${written(point)}`,
  'not-a-choice': ({ name, value, nearest, choices, variant }) =>
    `${called(name)} takes one of ${list(choices)}, not "${value}"${variant ? `; ${variant} is a variant, which stands in the LSTM's place: --variant ${variant}.` : meant(nearest)}`,
  'bad-seeds': ({ value }) =>
    `--seeds takes a count (3 means 1..3), a list (1,2,5) or a rising range (1..10) of different whole numbers, at most 10,000, not "${value}".`,
  'not-for-task': ({ name, task }) => `--${name} means nothing to the task ${task}; leave it out.`,
  'readout-many-answers': ({ readout, task }) =>
    `--readout ${readout} reads all time steps and answers once, behind the last; the task ${task} asks at several steps and takes --readout last.`,
  'nothing-to-report': ({ path, kept, reason: why }) =>
    why
      ? `The progress file ${path} cannot be read: ${reason(why)}. No report was written.`
      : `The progress file ${path} cannot be understood; ${kept ? `it is kept as ${kept}` : 'it is left where it was'}. No report was written.`,
  'no-learner': (details) => {
    const { path } = details
    if (details.problem === 'empty')
      return `There is no report of a learner in ${path}; gatelab learn --report FILE.json writes one.`
    const what = 'field' in details ? `at ${details.field}` : 'no JSON'
    return `${path} is no report of a learner (${what}); gatelab learn --report FILE.json writes one.`
  },
  'either-option': ({ one, other }) => `Give ${called(one)} or ${called(other)}, not both.`,
  'too-many-runs': ({ runs, most }) =>
    `That would be ${number(runs)} runs; at most ${number(most)} are planned at once. Fewer values or seeds would fit.`,
  'results-exist': ({ path }) =>
    `${path} holds results already; --resume goes on with them, or name another folder with --results.`,
  'weights-not-kept': ({ path, count, first }) =>
    `${path} lacks the weights of ${count === 1 ? 'one run that is' : `${number(count)} runs that are`} among the results already (${first}), and results hold no weights. Leave --save-weights out, or name another folder with --results to train again.`,
  'results-mixed': ({ path, command, other, first }) =>
    first === null
      ? `${path} holds results of another plan (${command}); these would be of ${other}. Name another folder with --results.`
      : `${path} holds results of another plan (${command}) than ${first} (${other}); leave one of them out.`,
  'results-version': ({ path, version, other, first }) =>
    first === null
      ? `${path} holds results of gatelab ${version}, and this is ${other}, whose numbers may differ. Name another folder with --results.`
      : `${path} holds results of gatelab ${version} and ${first} of ${other}, whose numbers may differ; leave one of them out.`,
  'results-double': ({ run, path, other }) =>
    `${run} is there twice: in ${path} and in ${other}; leave one of them out.`,
  'results-busy': ({ path, lock, silent, ...facts }) =>
    silent === null
      ? `${path} is being written by ${writer({ path, ...facts })}; wait until it has ended, or name another folder with --results.`
      : `${path} is being written by ${writer({ path, ...facts })}, which last gave a sign of life ${number(Math.max(0, Math.round(silent)))} s ago; if it no longer runs, wait two minutes or remove ${lock}.`,
  'results-taken': (facts) =>
    `${facts.path} was taken over by ${writer(facts)}, to which this one seemed dead; this one has ended, and what it finished is there.`,
  'results-changed': ({ path }) =>
    `${path} was changed or replaced by something else while it was being written; it is left as it is, and --resume goes on from there.`,
  'results-line': ({ path, line, problem }) =>
    `${path}:${line}: this is no line of results (${problem}); take the line out, or name another folder.`,
  'results-gaps': ({ missing, count }) =>
    `${number(count)} ${count === 1 ? 'run is' : 'runs are'} missing: ${list(missing)}${count > missing.length ? ', …' : ''}; finish them with --resume.`,
  'results-none': ({ path }) =>
    `There are no results in ${path}; gatelab compare … --results ${path} makes some.`,
  'results-no-preset': ({ path, preset }) =>
    `${path} does not hold results of the preset of the others (${preset}); leave it out.`,
  'line-beyond': ({ path, line, limit }) =>
    `${path}:${line}: the line is longer than the ${number(limit)} bytes that are read.`,
  'bad-shard': ({ value }) => `--shard takes a part and their number, as in 3/100, not "${value}".`,
  'bad-values': ({ name, value, most }) =>
    `${called(name)} takes a value, a list (10,20,50) or a range (1..5, 10..50:10) of at most ${number(most)} different values, not "${value}".`,
  'needs-option': ({ one, other }) => `--${one} needs --${other}.`,
  'expect-of': ({ value, what, choices }) =>
    `--expect takes one of ${list(choices)} of a ${what}, not "${value}".`,
  'preset-no-picture': ({ preset, path }) =>
    `${preset} trains no cells that could be drawn, so ${path} would be empty; .md, .html, .json and .csv have all of it.`,
  'report-ending': ({ path, endings }) =>
    `A report is written as ${list(endings)}, by its ending, not as "${path}".`,
  'bad-clip': ({ value, point }) =>
    `--clip takes a number above 0, or none, not "${value}"${written(point)}`,
  'bad-forget-bias': ({ name, value, point }) =>
    `${called(name)} takes a number from -1,000 to 1,000, or chrono, not "${value}"${written(point)}`,
  'bad-units': ({ name, value, most }) =>
    `${called(name)} takes units from 1 to ${number(most)}: one (3), a list (1,4) or a rising range (8..15), not "${value}".`,
  'bad-sequence': ({ name, value, most }) =>
    `${called(name)} takes the number of a sequence from 1 to ${number(most)}, or random, not "${value}".`,
  'unclosed-quote': ({ quote }) => `The quotation mark ${quote} is never closed.`,
  'trailing-backslash': () => 'The line ends in a backslash, with nothing after it to quote.',
  'control-character': ({ character }) => `The line holds the control character ${character}.`,
  'line-too-long': ({ length, limit }) =>
    `The line has ${number(length)} characters; at most ${number(limit)} are read.`,
  'script-not-text': ({ path }) => `${path} is not UTF-8 text.`,
  'script-failed': ({ path, line }) => `${path} failed at line ${line}.`,
  'scripts-too-deep': ({ path, most }) =>
    `Scripts run scripts at most ${most} deep, and ${path} goes beyond; does it run itself?`,
  'repl-in-repl': () => 'This is the lab already; repl FILE runs the lines of a file.',
  'too-much-memory': ({ needed, available }) =>
    `One run of this would need ${bytes(needed)} of memory and there are ${bytes(available)}; a smaller length, batch or hidden size would fit.`,
  'not-on-bench': ({ cell, cells, given = false }) =>
    `There is no ${cell} on the workbench; it has ${list(cells)}${given ? ', from a file' : ' (set cells rnn,lstm)'}.`,
  stopped: () => 'Stopped.',
  'nothing-to-undo': ({ forgotten = 0 }) =>
    forgotten === 0
      ? 'There is nothing to undo.'
      : `There is nothing more to undo: ${forgotten === 1 ? 'the change' : `the ${number(forgotten)} changes`} before ${forgotten === 1 ? 'was' : 'were'} let go, so that the past does not fill the memory.`,
  'nothing-to-redo': () => 'There is nothing to do again.',
  'nothing-to-release': ({ what }) =>
    what === null
      ? 'There is no surgery to release.'
      : `There is no surgery on ${what} to release.`,
  'nothing-yet': ({ command }) =>
    `${command} is about the last result, and there is none yet; try gradient first.`,
  'not-so-far-back': ({ asked, most, forgotten = 0 }) =>
    `The workbench has ${most} changes to look back on, not ${asked}${forgotten > 0 ? '; older ones were let go, so that the past does not fill the memory' : ''}.`,
  'surgery-needs-lstm': ({ cell }) =>
    `Surgery works on the gates of an LSTM or a GRU; on the workbench is ${cell} alone.`,
  'gate-of-other-cell': ({ gate, gru, gates, given }) =>
    `${gate} is a gate of ${gru ? 'an LSTM, and on the workbench is a GRU' : 'a GRU, and on the workbench is an LSTM'}, with ${list(gates)}${given ? '' : gru ? '; variant standard puts an LSTM there' : '; variant gru puts a GRU there'}.`,
  'surgery-on-cell': ({ cell }) =>
    `A ${cell} has no cell state, and no tanh at its output to leave out: what runs on its belt is h itself.`,
  'beyond-the-net': ({ name, value, most }) =>
    `--${name} ${value} is beyond the net; it goes from 1 to ${number(most)}.`,
  'weights-count': ({ name, rows, columns, given }) =>
    `${name} has ${number(rows * columns)} entries there (${rows} × ${columns}) and takes one number for all of them or one for each, row by row, as in -5,5,0; ${given} were given.`,
  'weights-many': ({ given, most }) =>
    `${number(given)} numbers are more than one line takes (${number(most)}); --row and --column name a part.`,
  'dial-needs-value': ({ what, example }) =>
    `Without a screen whose keys turn it, dial ${what} needs a value, or a range: ${example}.`,
  'from-after-to': ({ from, to }) =>
    `--from ${from} comes after --to ${to}; the first time step must not be after the last.`,
  'one-unit-only': ({ command }) => `${command} shows one unit; give --unit one number.`,
  'too-much-to-show': ({ numbers, most }) =>
    `This picture would hold ${number(numbers)} numbers and at most ${number(most)} are shown; a smaller length or hidden size would fit.`,
  'no-picture': ({ command }) =>
    `The result of ${command} has no picture; gradient, gates, walk and others have one.`,
  'export-ending': ({ what, path, endings }) =>
    `${what} is exported as ${list(endings)}, not as "${path}".`,
  'export-format': ({ what }) =>
    `--format says how weights are written; the ending of the file says it of ${what}.`,
  'export-variant': ({ format, variant }) =>
    `${format} cannot say what the variant ${variant} computes; safetensors can be written, which says it to gatelab.`,
  'export-readout': ({ format, readout }) =>
    `${format} is written of nets whose readout reads h_T alone, not of --readout ${readout}; safetensors can be written${readout === 'attention' ? ', where the query is the tensor readout.query' : ''}.`,
  'export-surgery': ({ format, count }) =>
    `${format} cannot say the surgery on this net (${number(count)} ${count === 1 ? 'operation' : 'operations'}); release takes it off, and safetensors keeps it for gatelab.`,
  'one-cell-only': ({ what }) =>
    `A file holds the ${what} of one cell; choose it with --cells rnn or --cells lstm.`,
  'would-overwrite': ({ path }) =>
    `${path} is another file and would be lost; choose another name.`,
  'lesson-name': ({ name }) =>
    `"${name}" is no name of a lesson; it has small letters, digits and hyphens, as my-lesson.`,
  'folder-exists': ({ path }) => `There is a folder ${path} already; give another name.`,
  'bad-lesson': ({ file }) => `${file ?? ''} is no lesson; gatelab check tells why.`,
  'save-foreign': ({ path }) => `${path} is no saved workbench; save FILE writes one.`,
  'save-future': ({ path, format, known }) =>
    `${path} is a workbench of the format ${format}; this version reads ${known}.`,
  'save-damaged': ({ path, problem }) =>
    `${path} is damaged (${problem}); the workbench is as it was.`,
  'set-seeds': () => 'The workbench has one seed; set it with seed N.',
  'cannot-read': ({ path, reason: why }) => `Cannot read ${path}: ${reason(why)}.`,
  'cannot-write': ({ path, reason: why }) => `Cannot write to ${path}: ${reason(why)}.`,
  'pipe-twice': ({ path, one, other }) =>
    `${path} can be read only once, and ${piece(one)} and ${piece(other)} both name it; give a file for one of them.`,
  'file-too-large': ({ path, bytes: n, limit }) =>
    `${path} has ${bytes(n)}; at most ${bytes(limit)} are read.`,
  ...fileRefusals,
  ...outputRefusals,
  ...netRefusals,
  ...netFileRefusals,
  ...runRefusals,
  ...seriesRefusals,
}
