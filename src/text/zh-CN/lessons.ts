import type { Inner, LessonErrorDetails } from '../../lessons/format/lesson-error.ts'
import type { InputErrorCode } from '../../rules/input-error.ts'
import type { lessons as English } from '../en/lessons.ts'
import { expression, field } from './lesson-faults.ts'
import { inputErrors } from './refusals.ts'

const WHAT = {
  step: '步骤',
  claim: '断言',
  mutant: '变异体',
  challenge: '质疑',
  result: '结果',
  line: '命令行',
  lesson: '课程',
}
/** 归档文件不能用的原因。 */
const ARCHIVE = {
  gzip: '文件已损坏',
  tar: '文件已损坏，或不是 tar',
  'too-large': '其中的内容超过 1 MiB',
  none: '顶层或唯一的文件夹里没有 lesson.yaml',
  several: '其中有好几课；请每课分别打包',
  twice: '同一个文件出现了两次',
} as const

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '没有这样的课程、文件或文件夹',
  EACCES: '没有权限',
  EISDIR: '这是一个文件夹',
  ELOOP: '这个链接不指向任何文件',
  'not-a-file': '这是管道或设备，不是文件',
  'utf-8': '不是 UTF-8 文本',
}

const YAML: Readonly<Record<string, string>> = {
  BAD_ALIAS: '* 后面的名字不存在；请直接写出内容',
  BAD_DQ_ESCAPE: '这个转义 YAML 里没有；请改用单引号',
  BAD_INDENT: '缩进不对；同一个列表或映射的各项要从同一列开始',
  BAD_SCALAR_START: '值不能以这个字符开头；请加引号',
  BLOCK_AS_IMPLICIT_KEY: '这一行有第二个冒号；请给值加引号',
  DUPLICATE_KEY: '同一个字段给了两次；请只留一个',
  MISSING_CHAR: '这里缺括号、引号、逗号或空格',
  MULTILINE_IMPLICIT_KEY: '字段名和冒号必须在同一行',
  MULTIPLE_DOCS: '一课只有一个文档；请删去 --- 这一行',
  TAB_AS_INDENT: '有制表符；请用空格缩进',
  TAG_RESOLVE_FAILED: '有标签（!…），课程里不用；请删去',
  UNEXPECTED_TOKEN: '这里有多余的东西；含有 : # [ { 的文字要加引号',
}

/** The input error's own sentence. */
const why = ({ code, facts }: LessonErrorDetails['lesson-line']['refusal']) =>
  (inputErrors[code as InputErrorCode] as (facts: unknown) => string)(facts)

const inner = ({ code, facts }: Inner): string =>
  (problems[code] as (facts: unknown) => string)(facts)
const heading = (step: string) => (step === '# …' ? '（# …）' : ` ## ${step}`)
const LIMITS = {
  letters: (most: number) => `一段超过了 ${most} 个字符；请用空行分开`,
  marks: (most: number) => `一段里 * _ [ \` 之类的记号超过了 ${most} 个；请用空行分开`,
  depth: (most: number) => `列表或引用的嵌套超过了 ${most} 层；请减少层数`,
}
const WANTS = { number: '一个有限的数', truth: '真或假' }

const problems: typeof English.problems = {
  'lesson-missing': ({ reason, nearest, numbers }) =>
    numbers !== undefined
      ? `没有这一课；课程编号为 0 到 ${numbers}。`
      : `无法读取：${REASONS[reason] ?? reason}${nearest ? `；是不是课程 ${nearest}？` : '。'}`,
  'lesson-outside': () => '是指向课程文件夹之外的链接；课程的文件必须就在课程的文件夹里。',
  'lesson-page': () => '不是课程；请给出课程的文件夹，或其中的 lesson.yaml。',
  'lesson-archive': ({ problem }) => `不是课程的归档文件：${ARCHIVE[problem]}。`,
  'lesson-too-large': ({ bytes, limit }) => `有 ${bytes} 字节；课程文件最多 ${limit} 字节。`,
  'lesson-empty': ({ format }) => `是空的；课程以 format: ${format} 开头。`,
  'lesson-yaml': ({ code }) => `这里不是 YAML：${YAML[code] ?? '读不懂这里；请对照作者指南'}。`,
  'lesson-alias': ({ name }) => `用名字代替了别处的内容（*${name}）；课程里要把内容写出来。`,
  'lesson-field': ({ path, fault }) => `${path === '' ? '' : `${path}：`}${field(fault)}。`,
  'lesson-control': () => '有控制字符，课程里用不着，请删去。',
  'lesson-repeated': ({ what, id }) => `有两个名为 ${id} 的${WHAT[what]}；名字不能重复。`,
  'lesson-unknown': ({ what, id, by }) =>
    `${by} 提到的${WHAT[what]} ${id} 不存在；请写一个存在的。`,
  'lesson-order': ({ step, shown }) => `预测 ${step} 必须在揭晓结果的步骤 ${shown} 之前。`,
  'lesson-comparison': ({ claim }) =>
    `断言 ${claim} 需要其中之一：below、above（或两者）、near 加 within、holds: true。`,
  'lesson-predict': ({ step }) => `预测 ${step} 需要其中之一：choose、number、curve。`,
  'lesson-axis': ({ step, from, to }) => `${step} 的坐标轴从 ${from} 到 ${to}；from 必须小于 to。`,
  'lesson-right-and-wrong': ({ step, choice }) =>
    `${step} 中的 ${choice} 既对又错；请从 wrong 里去掉。`,
  'lesson-line': ({ line, refusal }) => `实验室不接受“${line}”：${why(refusal)}`,
  'lesson-forbidden': ({ line, command }) => `“${line}”：课程里不能使用 ${command}；课程只能计算。`,
  'lesson-effort': ({ line, seconds, limit }) =>
    `“${line}”大约需要 ${seconds} 秒，而一课只有 ${limit} 秒；请减少训练步数、单元数或时间步数。`,
  'lesson-prose-step': ({ step, language }) => `${language} 的正文缺少标题${heading(step)}。`,
  'lesson-prose-extra': ({ step, language }) =>
    `${language} 的正文有标题 ## ${step}，脚本里却没有这个步骤。`,
  'lesson-prose-repeated': ({ what, name, language }) =>
    `${language} 的正文里${what === 'heading' ? `标题 ## ${name}` : `条目 ${name}`}出现了两次；请只留一个。`,
  'lesson-prose-heading': ({ found }) =>
    `标题“${found}”是多余的；全文只有一个题目（# …），每个步骤一个 ## 标题。`,
  'lesson-prose-empty': ({ step, language }) =>
    `${language} 的正文在 ## ${step} 下什么也没说；除了条目，每个步骤还要有自己的话。`,
  'lesson-prose-choice': ({ step, item, language }) =>
    `${language} 的正文在 ## ${step} 下缺少条目 ${item}。`,
  'lesson-prose-item': ({ step, item, known }) =>
    `## ${step} 下有条目 ${item}；${known.length === 0 ? '这个步骤没有带标记的条目' : `这里的条目应是 ${known.join('、')}`}。`,
  'lesson-prose-hints': ({ step, hints, wanted, language }) =>
    `${language} 的正文在 ## ${step} 下有 ${hints} 条 [hint]，而脚本写的是 hints: ${wanted}。`,
  'lesson-prose-markdown': ({ found }) =>
    `“${found}”不属于课程的 Markdown；可以用段落、列表、引用、代码、强调和链接。`,
  'lesson-prose-limit': ({ what, most }) => `${LIMITS[what](most)}。`,
  'lesson-prose-placeholder': ({ placeholder, step }) =>
    `${step === null ? '第一个步骤之前' : `## ${step} 下`}的 {${placeholder}} 不是本课的断言。`,
  'lesson-prose-early': ({ placeholder, shown }) =>
    `{${placeholder}} 到步骤 ${shown} 才测量；请放在那一步或之后。`,
  'lesson-prose-waits': ({ placeholder, step, after }) =>
    `{${placeholder}} 由 ## ${step} 运行的命令测得，而这些文字在运行之前读到；请写在${after ? '该步骤的 [after] 条目' : '该步骤的正文（运行之后显示）'}里。`,
  'lesson-prose-differs': ({ placeholder, step, language, other }) =>
    `${language} 的正文在 ## ${step} 下缺少 {${placeholder}}，而 ${other} 的正文同一处有它。`,
  expression: ({ expression: text, fault }) => `“${text}”算不出来：${expression(fault)}。`,
  'expression-time': ({ expression: text, seconds }) =>
    `“${text}”超过了 ${seconds} 秒；表达式不能算这么久。`,
  'expression-memory': ({ expression: text, megabytes }) =>
    `“${text}”占用的内存超过了 ${megabytes} MiB；表达式不能用这么多。`,
  'lesson-measure': ({ claim, wants }) =>
    `断言 ${claim} 测得的必须是${WANTS[wants]}，因为要与之比较。`,
  'lesson-mutant': ({ claim, mutant, why }) =>
    `在变异体 ${mutant} 上，断言 ${claim} 无法测量，因此不能说明它会失败：${inner(why)}`,
  'lesson-challenge': ({ claim, challenge, why }) =>
    `在质疑 ${challenge} 之下，断言 ${claim} 无法测量，因此说不上成立与否：${inner(why)}`,
  'lesson-challenge-idle': ({ challenge }) =>
    `质疑 ${challenge} 什么也没有改变；请写 change 或 seed。`,
  'lesson-holds-and-falls': ({ claim, challenge }) =>
    `断言 ${claim} 的 holdsOver 和 fallsOver 都写了质疑 ${challenge}；只能是其中之一。`,
  'lesson-choices': ({ step, right }) =>
    `${step} 必须恰有一个选项是对的，而现在${right.length === 0 ? '一个也没有' : `有 ${right.join('、')}`}。`,
  'lesson-outcome': ({ step }) => `${step} 所问的结果必须是一个数，或一列数。`,
  'lesson-beside': ({ step, measured, from, to }) =>
    `${step} 所问的结果是 ${measured}，在坐标轴 ${from} 到 ${to} 之外；请把坐标轴放长。`,
  'lesson-task-open': ({ step }) => `任务 ${step} 的解答通不过它自己的检查。`,
  'lesson-task-done': ({ step }) => `任务 ${step} 什么都没做就已通过检查；这时检查应当不通过。`,
  'lesson-task-idle': ({ step }) =>
    `任务 ${step} 只看不做也能通过检查；检查应当针对解答所造成的结果。`,
  'lesson-score': ({ step, why }) =>
    ({
      'no-number': `任务 ${step} 的成绩不是一个数。`,
      unsolved: `任务 ${step} 所谓最好的答案通不过它的检查。`,
      worse: `任务 ${step} 所谓最好的答案，成绩还不如它的解答。`,
    })[why],
  'lesson-time': ({ seconds }) => `超过了 ${seconds} 秒，这是一课最长的运行时间。`,
  'lesson-results': ({ most }) =>
    `有名字的结果总共超过了 ${most} 个数；请少留几个，或用短一些的序列。`,
  'lesson-trouble': ({ why }) => `无法读取或运行，gatelab 也不知道原因：${why}。`,
}

export const lessons: typeof English = {
  problems,
  place: (file: string, line: number | null) => (line === null ? file : `${file}:${line}`),
  onSeed: (sentence: string, seed: number | null) =>
    seed === null ? sentence : `种子为 ${seed} 时：${sentence}`,
  heading: (id: string, claims: number, seconds: string) =>
    `${id}：${claims} 条断言，${seconds} 秒`,
  ok: '通过',
  failed: '失败',
  broken: (id: string) => `${id}：不是课程`,
  inSeeds: (bound: string, ofTen: number | null) =>
    ofTen === null ? bound : `${bound}，10 个种子中至少 ${ofTen} 个`,
  measured: (measured: string, expected: string) => `测得 ${measured}，应为 ${expected}`,
  seeds: (right: number, all: number) => `${all} 个种子中 ${right} 个成立`,
  mutants: (killed: number, all: number) => `在 ${all} 个变异体中的 ${killed} 个上失败`,
  survivor: (name: string, measured: string) => `在变异体 ${name} 上仍然成立：${measured}`,
  challenges: (right: number, all: number) => `${all} 项质疑中有 ${right} 项与所说的一致`,
  fallen: (name: string, measured: string) => `在质疑 ${name} 之下不成立：${measured}`,
  stood: (name: string, measured: string) => `在质疑 ${name} 之下成立，而课程说不成立：${measured}`,
  stopped: '未检查完所有课程就停止了',
  sum: (passed: number, failed: number) => `${passed} 条通过，${failed} 条失败`,
}
