/** 错误输入，每种一行：错在哪里，怎样才对。 */
import type { Absent } from '../../rules/errors/command-errors.ts'
import type { InputErrorDetails } from '../../rules/input-error.ts'
import { byteSize } from '../../rules/significant.ts'
import type { InputErrorTexts } from '../en/refusals.ts'
import { fileRefusals } from './file-refusals.ts'
import { netFileRefusals } from './net-file-refusals.ts'
import { netRefusals } from './net-refusals.ts'
import { outputRefusals } from './output-refusals.ts'
import { reason } from './reasons.ts'
import { runRefusals } from './run-refusals.ts'
import { seriesRefusals } from './series-refusals.ts'

const meant = (nearest: string | null) => (nearest === null ? '。' : `，是不是 ${nearest}？`)
/** 同一个数在这里的写法。 */
const written = (point: string | null | undefined) => (point ? `；请写成 ${point}。` : '。')
const ABSENT: Readonly<Record<Absent, string>> = {
  regularisation:
    '训练不用 dropout、权重衰减或归一化；可调的是 --optimizer、--learning-rate 与 --clip。',
  layers: '网络只有一层，从前往后读；用 --hidden 设定它的大小。',
  device: '一切都在处理器上计算；用 --workers 设定线程数。',
}
const list = (items: readonly (string | number)[]) => items.join('、')
const number = (n: number) =>
  Number.isInteger(n) && Math.abs(n) < 1e15 ? n.toLocaleString('en-US') : String(n)
/** 选项带短横线；参数按用法中的写法给出，如 <steps>。 */
const called = (name: string) => (/^[<A-Z]/.test(name) ? name : `--${name}`)
/** 经管道读入的东西：权重是参数，其余是选项。 */
const piece = (name: string) => (name === 'weights' ? '<weights>' : `--${name}`)
const bytes = (n: number) => byteSize(n, '字节')
/** 2026-01-31T14:03:59.123Z 精确到分。 */
const minute = (time: string) => `UTC 时间 ${time.slice(0, 16).replace('T', ' ')}`
const writer = ({ pid, host, since }: InputErrorDetails['results-taken']) =>
  pid === null || host === null || since === null
    ? '另一个 gatelab'
    : `另一个 gatelab（${host} 上的进程 ${pid}，${minute(since)} 开始）`

export const inputErrors: InputErrorTexts = {
  'unknown-task': ({ name, nearest, known, file }) =>
    file
      ? `没有名为“${name}”的任务；自己的文件请用 --data、--series 或 --text 给出。`
      : `没有名为“${name}”的任务${meant(nearest)}可用的任务：${list(known)}。`,
  'unknown-command': ({ name, nearest, means, term }) =>
    means
      ? `没有名为“${name}”的命令；这是${means.kind === 'task' ? '任务' : '设置'}：在实验台上写 ${means.lab}，在命令行里写 gatelab ${means.shell}。`
      : `没有名为“${name}”的命令${term ? '或词语' : ''}${meant(nearest)}${nearest ? '' : term ? 'help 列出全部命令，help glossary 列出全部词语。' : 'help 列出全部命令。'}`,
  'unknown-option': ({ name, nearest, command, absent, argument, short, lab }) =>
    `${command ? `命令 ${command} ` : ''}没有选项 ${short ? '-' : '--'}${name}${argument ? `；它不带选项名，直接写：${lab ? '' : 'gatelab '}${command} <${name}>。` : absent ? `。${ABSENT[absent]}` : nearest ? `，是不是 --${nearest}？` : lab ? `。help${command ? ` ${command}` : ''} 列出所有选项。` : `。gatelab${command ? ` ${command}` : ''} --help 列出所有选项。`}`,
  'other-dashes': ({ word, name }) => `“${word}”开头的短横线与选项的不同；请写成 --${name}。`,
  'repeated-option': ({ name }) => `--${name} 给出了不止一次；只能给一次。`,
  'missing-value': ({ name }) => `${called(name)} 需要一个值。`,
  'unexpected-argument': ({ argument, command }) =>
    `对命令 ${command} 来说，“${argument}”是多余的参数。`,
  'missing-argument': ({ argument, command, choices, lab }) =>
    `命令 ${command} 需要 ${argument}${choices ? `（${list(choices)}）` : ''}；参见 ${lab ? `help ${command}` : `gatelab ${command} --help`}。`,
  'not-a-number': ({ name, value, wanted, min, max, point }) =>
    `${called(name)} 应是 ${number(min)} 到 ${number(max)} 之间的${wanted === 'integer' ? '整数' : '数'}，而不是“${value}”${written(point)}`,
  'not-a-choice': ({ name, value, nearest, choices, variant }) =>
    `${called(name)} 应是 ${list(choices)} 之一，而不是“${value}”${variant ? `；${variant} 是变体，放在 LSTM 的位置上：--variant ${variant}。` : meant(nearest)}`,
  'bad-seeds': ({ value }) =>
    `--seeds 应是个数（3 表示 1..3）、列表（1,2,5）或递增范围（1..10），由互不相同的整数组成，最多 10,000 个，而不是“${value}”。`,
  'not-for-task': ({ name, task }) => `任务 ${task} 用不到 --${name}；请去掉它。`,
  'readout-many-answers': ({ readout, task }) =>
    `--readout ${readout} 读完所有时间步之后只回答一次；任务 ${task} 在多个时间步要求回答，只能用 --readout last。`,
  'nothing-to-report': ({ path, kept, reason: why }) =>
    why
      ? `进度文件 ${path} 无法读取：${reason(why)}。没有写报告。`
      : `读不懂进度文件 ${path}；${kept ? `已另存为 ${kept}` : '原样留在那里'}。没有写报告。`,
  'no-learner': (details) => {
    const { path } = details
    if (details.problem === 'empty')
      return `${path} 中没有学习者的报告；gatelab learn --report 文件.json 可以写出一份。`
    const what = 'field' in details ? `${details.field} 处不符` : '不是 JSON'
    return `${path} 不是学习者的报告（${what}）；gatelab learn --report 文件.json 可以写出一份。`
  },
  'either-option': ({ one, other }) => `${called(one)} 与 ${called(other)} 只能给一个。`,
  'too-many-runs': ({ runs, most }) =>
    `这将是 ${number(runs)} 次运行；一次最多安排 ${number(most)} 次。请减少取值或种子。`,
  'results-exist': ({ path }) =>
    `${path} 里已有结果；用 --resume 接着做，或用 --results 指定另一个文件夹。`,
  'weights-not-kept': ({ path, count, first }) =>
    `结果中已有 ${number(count)} 次运行，而 ${path} 里没有它们的权重（${first}）；结果里不存权重。请去掉 --save-weights，或用 --results 指定另一个文件夹重新训练。`,
  'results-mixed': ({ path, command, other, first }) =>
    first === null
      ? `${path} 里是另一个计划的结果（${command}），而这里是 ${other}。请用 --results 指定另一个文件夹。`
      : `${path} 里是一个计划的结果（${command}），${first} 里是另一个计划的（${other}）；请去掉其中一份。`,
  'results-version': ({ path, version, other, first }) =>
    first === null
      ? `${path} 里是 gatelab ${version} 的结果，而这里是 ${other}，数值可能不同。请用 --results 指定另一个文件夹。`
      : `${path} 里是 gatelab ${version} 的结果，${first} 里是 ${other} 的，数值可能不同；请去掉其中一份。`,
  'results-double': ({ run, path, other }) =>
    `${run} 出现了两次：在 ${path} 和 ${other} 里；请去掉其中一份。`,
  'results-busy': ({ path, lock, silent, ...facts }) =>
    silent === null
      ? `${writer({ path, ...facts })}正在写 ${path}；请等它结束，或用 --results 指定另一个文件夹。`
      : `${writer({ path, ...facts })}正在写 ${path}，${number(Math.max(0, Math.round(silent)))} 秒前还有动静；如果它已不在运行，请等两分钟，或删去 ${lock}。`,
  'results-taken': (facts) =>
    `${facts.path} 已由${writer(facts)}接手，因为这一个久无动静；这一个已停止，做完的结果都在那里。`,
  'results-changed': ({ path }) =>
    `${path} 在写的过程中被别的程序改动或换掉了；它保持原样，用 --resume 可以接着做。`,
  'results-line': ({ path, line, problem }) =>
    `${path}:${line}：这一行不是结果（${problem}）；请删去这一行，或指定另一个文件夹。`,
  'results-gaps': ({ missing, count }) =>
    `缺少 ${number(count)} 次运行：${list(missing)}${count > missing.length ? '，……' : ''}；请用 --resume 做完它们。`,
  'results-none': ({ path }) =>
    `${path} 里没有结果；用 gatelab compare … --results ${path} 可以得到。`,
  'results-no-preset': ({ path, preset }) =>
    `${path} 中不是其余文件夹所属预设（${preset}）的结果；请把它去掉。`,
  'line-beyond': ({ path, line, limit }) =>
    `${path}:${line}：这一行超过了最多读取的 ${number(limit)} 字节。`,
  'bad-shard': ({ value }) => `--shard 的写法是“第几份/总份数”，如 3/100，而不是“${value}”。`,
  'bad-values': ({ name, value, most }) =>
    `${called(name)} 可取一个值、一个列表（10,20,50）或一个范围（1..5、10..50:10），最多 ${number(most)} 个互不相同的值，而不是“${value}”。`,
  'needs-option': ({ one, other }) => `--${one} 需要同时给出 --${other}。`,
  'preset-no-picture': ({ preset, path }) =>
    `${preset} 不训练可以作图的网络，${path} 会是空的；.md、.html、.json、.csv 中有全部内容。`,
  'expect-of': ({ value, what, choices }) =>
    `对${what === 'preset' ? '预设' : '比较'}，--expect 可取 ${list(choices)}，而不是“${value}”。`,
  'report-ending': ({ path, endings }) => `报告按扩展名写成 ${list(endings)}，而不是“${path}”。`,
  'bad-clip': ({ value, point }) =>
    `--clip 应是大于 0 的数，或 none，而不是“${value}”${written(point)}`,
  'bad-forget-bias': ({ name, value, point }) =>
    `${called(name)} 应是 -1,000 到 1,000 之间的数，或 chrono，而不是“${value}”${written(point)}`,
  'bad-units': ({ name, value, most }) =>
    `${called(name)} 应是 1 到 ${number(most)} 之间的单元：一个（3）、列表（1,4）或递增范围（8..15），而不是“${value}”。`,
  'bad-sequence': ({ name, value, most }) =>
    `${called(name)} 应是序列编号 1 到 ${number(most)}，或 random，而不是“${value}”。`,
  'unclosed-quote': ({ quote }) => `引号 ${quote} 没有闭合。`,
  'trailing-backslash': () => '行末是反斜杠，后面没有要转义的字符。',
  'control-character': ({ character }) => `行中有控制字符 ${character}。`,
  'line-too-long': ({ length, limit }) =>
    `这一行有 ${number(length)} 个字符；最多读取 ${number(limit)} 个。`,
  'script-not-text': ({ path }) => `${path} 不是 UTF-8 文本。`,
  'script-failed': ({ path, line }) => `${path} 在第 ${line} 行失败。`,
  'scripts-too-deep': ({ path, most }) =>
    `脚本最多嵌套 ${most} 层，${path} 超出了；它是不是在运行自己？`,
  'repl-in-repl': () => '这里已经是工作台；repl FILE 可以运行文件中的各行。',
  'too-much-memory': ({ needed, available }) =>
    `这样的一次运行需要 ${bytes(needed)} 内存，而可用的只有 ${bytes(available)}；减小长度、批大小或隐藏层大小即可。`,
  'not-on-bench': ({ cell, cells, given = false }) =>
    `工作台上没有 ${cell}，只有 ${list(cells)}${given ? '，来自文件' : '（可用 set cells rnn,lstm）'}。`,
  stopped: () => '已停止。',
  'nothing-to-undo': ({ forgotten = 0 }) =>
    forgotten === 0
      ? '没有可以撤销的更改。'
      : `没有更早的更改可以撤销了：再往前的 ${number(forgotten)} 次更改已被舍去，以免历史占满内存。`,
  'nothing-to-redo': () => '没有可以重做的更改。',
  'nothing-to-release': ({ what }) =>
    what === null ? '没有可以解除的干预。' : `${what} 上没有可以解除的干预。`,
  'nothing-yet': ({ command }) =>
    `${command} 针对上一个结果，而现在还没有结果；可以先试试 gradient。`,
  'not-so-far-back': ({ asked, most, forgotten = 0 }) =>
    `工作台只能回看 ${most} 次更改，不能回看 ${asked} 次${forgotten > 0 ? '；更早的更改已被舍去，以免历史占满内存' : ''}。`,
  'surgery-needs-lstm': ({ cell }) => `干预作用于 LSTM 或 GRU 的门；工作台上只有 ${cell}。`,
  'gate-of-other-cell': ({ gate, gru, gates, given }) =>
    `${gate} 是 ${gru ? 'LSTM' : 'GRU'} 的门，而工作台上是 ${gru ? 'GRU' : 'LSTM'}，它的门是 ${list(gates)}${given ? '' : gru ? '；variant standard 换成 LSTM' : '；variant gru 换成 GRU'}。`,
  'surgery-on-cell': ({ cell }) =>
    `${cell} 没有细胞状态，输出处也就没有可以去掉的 tanh：在传送带上走的就是 h。`,
  'beyond-the-net': ({ name, value, most }) =>
    `--${name} ${value} 超出了网络的范围，应在 1 到 ${number(most)} 之间。`,
  'weights-count': ({ name, rows, columns, given }) =>
    `${name} 在那里有 ${number(rows * columns)} 个元素（${rows} × ${columns}），可以给一个数用于全部元素，或逐行给每个元素一个数，如 -5,5,0；这里给了 ${given} 个。`,
  'weights-many': ({ given, most }) =>
    `一行最多 ${number(most)} 个数，这里有 ${number(given)} 个；用 --row 和 --column 指定一部分。`,
  'dial-needs-value': ({ what, example }) =>
    `没有可以按键转动的界面时，dial ${what} 需要一个值或一个范围：${example}。`,
  'from-after-to': ({ from, to }) =>
    `--from ${from} 在 --to ${to} 之后；起始时间步不能晚于结束时间步。`,
  'one-unit-only': ({ command }) => `${command} 只显示一个单元；请给 --unit 一个数。`,
  'too-much-to-show': ({ numbers, most }) =>
    `这幅图有 ${number(numbers)} 个数，最多显示 ${number(most)} 个；可以减小长度或隐藏层大小。`,
  'no-picture': ({ command }) => `${command} 的结果没有图；gradient、gates、walk 等有图。`,
  'export-ending': ({ what, path, endings }) =>
    `${what} 可导出为 ${list(endings)}，不能是“${path}”。`,
  'export-format': ({ what }) => `--format 决定权重的写法；${what} 的写法由文件的扩展名决定。`,
  'export-variant': ({ format, variant }) =>
    `${format} 无法表达变体 ${variant} 的计算；可以写成 safetensors，其中记有变体，供 gatelab 读取。`,
  'export-readout': ({ format, readout }) =>
    `写成 ${format} 的网络，读出层只能读 h_T，而这里是 --readout ${readout}；可以写成 safetensors${readout === 'attention' ? '，其中查询向量是张量 readout.query' : ''}。`,
  'export-surgery': ({ format, count }) =>
    `${format} 无法表达对这个网络的干预（${number(count)} 项）；release 可以解除干预，safetensors 会把它记下来供 gatelab 读取。`,
  'one-cell-only': ({ what }) =>
    `一个文件只能存一个网络的 ${what}；请用 --cells rnn 或 --cells lstm 选择。`,
  'would-overwrite': ({ path }) => `${path} 是别的文件，会被覆盖；请换一个名字。`,
  'lesson-name': ({ name }) =>
    `“${name}”不能作课程名；课程名由小写字母、数字和连字符组成，如 my-lesson。`,
  'folder-exists': ({ path }) => `已经有文件夹 ${path}；请换一个名字。`,
  'bad-lesson': ({ file }) => `${file ?? ''} 不是课程；gatelab check 会说明原因。`,
  'save-foreign': ({ path }) => `${path} 不是保存的工作台；save FILE 可以写出一个。`,
  'save-future': ({ path, format, known }) =>
    `${path} 是 ${format} 格式的工作台；此版本能读 ${known}。`,
  'save-damaged': ({ path, problem }) => `${path} 已损坏（${problem}）；工作台保持原样。`,
  'set-seeds': () => '工作台只有一个种子；请用 seed N 设置。',
  'cannot-read': ({ path, reason: why }) => `无法读取 ${path}：${reason(why)}。`,
  'cannot-write': ({ path, reason: why }) => `无法写入 ${path}：${reason(why)}。`,
  'pipe-twice': ({ path, one, other }) =>
    `${path} 只能读一次，而 ${piece(one)} 与 ${piece(other)} 都指定了它；请给其中一个换成文件。`,
  'file-too-large': ({ path, bytes: n, limit }) =>
    `${path} 有 ${bytes(n)}；最多读取 ${bytes(limit)}。`,
  ...fileRefusals,
  ...outputRefusals,
  ...netRefusals,
  ...netFileRefusals,
  ...runRefusals,
  ...seriesRefusals,
}
