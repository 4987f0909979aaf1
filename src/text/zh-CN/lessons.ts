import type { Problems } from '../../lessons/problem.ts'
import type { RefusalCode } from '../../refusal.ts'
import type { lessons as English } from '../en/lessons.ts'
import { refusals } from './refusals.ts'

const WHAT = { step: '步骤', claim: '断言', mutant: '变异', result: '结果', choice: '选项' }
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '没有这样的课程、文件或文件夹',
  EACCES: '没有权限',
  EISDIR: '这是一个文件夹',
  'utf-8': '不是 UTF-8 文本',
}

/** The refusal's own sentence. */
const why = ({ code, facts }: Problems['lesson-line']['refusal']) =>
  (refusals[code as RefusalCode] as (facts: unknown) => string)(facts)

const problems: typeof English.problems = {
  'lesson-missing': ({ reason }) => `无法读取：${REASONS[reason] ?? reason}。`,
  'lesson-too-large': ({ bytes, limit }) => `有 ${bytes} 字节；课程文件最多 ${limit} 字节。`,
  'lesson-yaml': ({ why }) => `不是课程的 YAML：${why}`,
  'lesson-field': ({ path, why }) => `${path}：${why}。`,
  'lesson-control': () => '有控制字符，课程里用不着，请删去。',
  'lesson-repeated': ({ what, id }) => `有两个名为 ${id} 的${WHAT[what]}；名字不能重复。`,
  'lesson-unknown': ({ what, id, by }) => `${by} 提到的${WHAT[what]} ${id} 不存在。`,
  'lesson-order': ({ step, shown }) => `预测 ${step} 必须在揭晓结果的步骤 ${shown} 之前。`,
  'lesson-comparison': ({ claim }) =>
    `断言 ${claim} 需要其中之一：below、above（或两者）、near 加 within、holds: true。`,
  'lesson-predict': ({ step }) => `预测 ${step} 需要其中之一：choose、number、curve。`,
  'lesson-line': ({ line, refusal }) => `实验室不接受“${line}”：${why(refusal)}`,
  'lesson-forbidden': ({ line, command }) => `“${line}”：课程里不能使用 ${command}。`,
  'lesson-prose-step': ({ step, language }) =>
    `${language} 的正文缺少标题${step === '# …' ? '（# …）' : ` ## ${step}`}。`,
  'lesson-prose-extra': ({ step, language }) => `${language} 的正文有标题 ## ${step}，脚本里却没有这个步骤。`,
  'lesson-prose-choice': ({ step, choice, language }) => `${language} 的正文在 ## ${step} 下缺少 [${choice}]。`,
  'lesson-prose-markdown': ({ found }) => `“${found}”不属于课程的 Markdown；可以用段落、列表、引用、代码、强调和链接。`,
  'lesson-prose-placeholder': ({ placeholder, step }) => `## ${step} 下的 {${placeholder}} 不是本课的断言。`,
  expression: ({ expression, why }) => `“${expression}”算不出来：${why}`,
  'lesson-choices': ({ step, right }) =>
    `${step} 必须恰有一个选项是对的，而现在${right.length === 0 ? '一个也没有' : `有 ${right.join('、')}`}。`,
  'lesson-outcome': ({ step }) => `${step} 所问的结果不是数，也不是一列数。`,
  'lesson-task-open': ({ step }) => `任务 ${step} 的解答通不过它自己的检查。`,
  'lesson-task-done': ({ step }) => `任务 ${step} 什么都没做就已通过检查。`,
  'lesson-time': ({ seconds }) => `超过了 ${seconds} 秒，这是一课最长的运行时间。`,
}

export const lessons: typeof English = {
  problems,
  place: (file: string, line: number | null) => (line === null ? file : `${file}:${line}`),
  heading: (id: string, claims: number, seconds: string) => `${id}：${claims} 条断言，${seconds} 秒`,
  ok: '通过',
  failed: '失败',
  broken: (id: string) => `${id}：不是课程`,
  measured: (measured: string, expected: string) => `测得 ${measured}，应为 ${expected}`,
  seeds: (right: number, all: number) => `${all} 个种子中 ${right} 个成立`,
  mutants: (killed: number, all: number) => `在 ${all} 个变异中的 ${killed} 个上失败`,
  survivor: (name: string, measured: string) => `在变异 ${name} 上仍然成立：${measured}`,
  sum: (passed: number, failed: number) => `${passed} 条通过，${failed} 条失败`,
}
