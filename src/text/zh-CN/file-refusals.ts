/** 用户自己的文件不能用的各种情形：哪一行，错在哪里，怎样才对。 */
import type { AnswerForm } from '../../rules/errors/user-data-errors.ts'
import { quote } from '../../rules/shell-quote.ts'
import { mebibytes } from '../../rules/significant.ts'
import type { FileRefusals } from '../en/file-refusals.ts'

const number = (n: number) => n.toLocaleString('en-US')
const at = ({ path, line }: { path: string; line: number }) => `${path} 第 ${line} 行：`

const LOOKS = {
  'utf-16': '；看起来是 UTF-16',
  binary: '；看起来根本不是文本',
  other: '；可能是较旧的编码，如 GBK 或 Latin-1',
}
const JSON_PROBLEMS = {
  'utf-8': '不是 UTF-8 文本',
  syntax: '不是合法的 JSON',
  'too-deep': '嵌套太深',
  'too-many-parts': '内容过多',
  'not-an-object': '不是 JSON 对象',
  'a-list': '是把所有序列放在一起的一个列表（用 jq -c ".[]" FILE 可以写成每行一个）',
}
const FORMS: Readonly<Record<AnswerForm, string>> = {
  'class-number': '用整数表示的类别',
  'class-text': '用文字表示的类别',
  classes: '每个时间步一个类别',
  'number-at-steps': '每个时间步一个数的列表',
  numbers: '末尾的数',
  'numbers-at-steps': '每个时间步的数',
}
const WIDE = {
  inputs: '个输入',
  outputs: '个答案中的数',
  classes: '个不同的类别',
  steps: '个时间步',
}
const COLUMNS = {
  id: '没有 id 列；它说明每一行属于哪个序列',
  x: '没有输入列；输入列的名称以 x 开头',
  y: '没有答案列；类别列名为 class，数值列的名称以 y 开头',
}

const NOT_A_NUMBER = {
  missing: '；输入不能缺失，请补上空缺或去掉这一行',
  'decimal-comma': '；用小数逗号时，各格之间要用分号或制表符分隔',
  thousands: '；千位分隔符不作猜测，请写成不带分隔符的数',
  class: '；类别请放在 class 列，或用 --classes 读作类别',
  asked: '，因为要求了 --numbers；去掉它就读作类别',
  date: '；日期不是数，请用 --ignore 略去这一列，或改写成数',
}
/** 表示没有的词，也可能是类别的名称。 */
const maybeClass = (word: string | undefined) =>
  word === undefined
    ? ''
    : `写着“${word}”的地方什么也没问；如果它是类别，请用 --missing 另外指定表示没有的词。`
const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`).join('、')
const list = (names: readonly string[]) => names.join(',')
const option = (names: readonly string[]) => quote(list(names))

export const fileRefusals: FileRefusals = {
  'file-needed': ({ task, option }) =>
    option === 'text'
      ? `任务 ${task} 学习你自己的文本；请用 --text FILE 指定。`
      : option === 'series'
        ? `任务 ${task} 学习你自己的数列；请用 --series FILE（CSV，或每行一个数）指定。`
        : `任务 ${task} 学习你自己的序列；请用 --data FILE（JSON 行或 CSV）指定。`,
  'bad-digest': ({ name, value }) =>
    `--${name} 应是文件 SHA-256 的前 8 到 64 个十六进制数字，而不是“${value}”。`,
  'digest-alone': () => '--digest 是文件的摘要，要与 --text、--data 或 --series 一起给出。',
  'file-changed': ({ path }) => `${path} 不是所指的那个文件：它的摘要不同。`,
  'names-a-file': ({ path, file, option, command }) =>
    `${path} 是用 ${file} 训练的；文件里写到的文件不会自动读取，请自己指定：${command} … --${option} FILE。`,
  'file-empty': ({ path }) => `${path} 是空的。`,
  'file-not-text': ({ path, line, looks }) =>
    `${path} 不是 UTF-8 文本${line === null ? '' : `（第 ${line} 行）`}${LOOKS[looks]}。请存为 UTF-8。`,
  'file-line-too-long': ({ bytes, limit, ...place }) =>
    `${at(place)}这一行超过 ${mebibytes(limit)}${bytes > limit + 1 ? `（${mebibytes(bytes)}）` : ''}；最多读取这么多。`,
  'text-one-character': ({ path }) => `${path} 只有一种字符；没有可预测的。`,
  'text-needed': ({ task }) =>
    `“context”测量网络用到了多长的上文；任务 ${task} 没有文本。可以试试：task sonnets。`,
  'text-context-too-long': ({ length }) =>
    `文本的留出部分太短，无法以 ${number(length)} 个字符的上文提问；--length 应更小。`,
  'text-too-short': ({ characters, length, needed }) =>
    `文本只有 ${number(characters)} 个字符；--length ${length} 至少需要 ${number(needed)} 个，因为最后十分之一要留出。`,

  'data-not-json': ({ problem, ...place }) =>
    `${at(place)}这${JSON_PROBLEMS[problem]}；每行应是 {"x": [[…], …], "y": …}。`,
  'data-repeated-key': ({ key, ...place }) => `${at(place)}键“${key}”出现了两次。`,
  'data-missing': ({ key, found, like = null, others = [], flat, ...place }) =>
    key === 'id'
      ? `${at(place)}id 列是${found ?? '空的'}；它说明这一行属于哪个序列。`
      : flat
        ? `${at(place)}没有“${key}”，只有${quoted(others)}，像是表格的一行；一行应是整个序列 {"x": [[…], …], "y": …}，每个时间步一组输入。表格请存为 CSV，列为 id、x… 以及 y 或 class。`
        : like !== null
          ? `${at(place)}没有“${key}”；如果指的是“${like}”，请改名为 ${key}：{"x": [[…], …], "y": …}。`
          : `${at(place)}没有“${key}”${others.length > 0 ? `，只有${quoted(others)}` : ''}；每行应是 {"x": [[…], …], "y": …}。`,
  'data-bad-id': ({ found, ...place }) => `${at(place)}“id”应是文字或数，实际是 ${found}。`,
  'data-id-again': ({ id, first, ...place }) =>
    `${at(place)}序列 ${id} 在第 ${first} 行已经有了；每个 id 只出现一次，同一序列的行要连在一起。`,
  'data-not-steps': ({ place, found, ...where }) =>
    `${at(where)}${place} 应是${place === 'x' ? '各时间步的列表 [[…], …]' : '一个时间步的输入列表'}，实际是 ${found}。`,
  'data-not-a-number': ({ place, found, why, ...where }) =>
    `${at(where)}${place} 应是数，实际是 ${found}${why ? NOT_A_NUMBER[why] : ''}。`,
  'data-two-decimals': ({ place, found, first, ...where }) =>
    `${at(where)}${place} 是 ${found}，而第 ${first} 行用的是${found.includes(',') ? '小数点' : '小数逗号'}；一个文件只能用其中一种，千位之间不加符号。`,
  'data-not-classes': ({ found, ...place }) =>
    `${at(place)}一个答案有 ${number(found)} 个数，不是类别；用 --classes 时每个答案只能有一个。`,
  'data-not-finite': ({ place, found, ...where }) =>
    `${at(where)}${place} 是 ${found}；数必须在 float32 的有限范围内。`,
  'data-not-an-answer': ({ place, found, ...where }) =>
    `${at(where)}${place} 是 ${found}；答案应是类别（"cat" 或 3）、数（[0.5]），或每个时间步各有一个的列表。`,
  'data-answers': ({ found, expected, ...place }) =>
    `${at(place)}y 有 ${number(found)} 项，而 x 有 ${number(expected)} 个时间步；不提问的时间步写 null。`,
  'data-no-answer': ({ sequences, ...place }) =>
    `${at(place)}这个序列什么也没问${sequences === 1 ? '' : `，其余 ${number(sequences - 1)} 个也一样`}；每个序列至少要有一个答案。`,
  'data-ragged': ({ place, found, expected, first, ...where }) =>
    `${at(where)}${place} 有 ${number(found)} 个数，而第 ${first} 行有 ${number(expected)} 个。`,
  'data-mixed': ({ found, expected, first, ...place }) =>
    `${at(place)}y 是${FORMS[found]}，而第 ${first} 行是${FORMS[expected]}；全文件必须一致。`,
  'data-too-many': ({ what, found, most, ...place }) =>
    `${at(place)}有 ${number(found)} ${WIDE[what]}；最多 ${number(most)} 个。`,
  'data-too-few': ({ path, found, needed, unanswered, word }) =>
    `${path} 有 ${number(found)} 个序列${unanswered ? `（另有 ${number(unanswered)} 个什么也没问）` : ''}；至少需要 ${number(needed)} 个，因为五个中要留出一个。${maybeClass(word)}`,
  'data-one-answer': ({ path, word }) => `${path}：所有答案都一样，没有可学的。${maybeClass(word)}`,
  'data-column': ({
    column,
    all = [column],
    enough = true,
    renamed = null,
    number,
    found,
    numbers,
    ...place
  }) =>
    numbers
      ? `${at(place)}“${column}”是数，不是列名；第一行应是列名：id、x…（输入），以及 y…（数）或 class（类别）作为答案。`
      : number === undefined
        ? `${at(place)}有一列“${column}”；列应是 id、x…（输入），以及 y…（数）或 class（类别）作为答案；${renamed ? `请把“${renamed.from}”改名为 ${renamed.to}` : '如果是输入，请改成以 x 开头的名称'}${enough ? `，或用 --ignore ${option(all)} 略去${all.length > 1 ? '这些列' : '它'}` : ''}。`
        : `${at(place)}第 ${number} 列没有自己的名称（“${column}”），其中${found === '' ? '有一行是空的' : `有 ${found}`}，所以不是行号；列应是 id、x…（输入），以及 y…（数）或 class（类别）作为答案。`,
  'data-one-column': ({ column, ...place }) =>
    `${at(place)}只有一列“${column}”；列与列之间用逗号、分号、制表符或竖线分隔，也可以在它前面写一行（如 sep=:）说明。列应是 id、x…（输入），以及 y…（数）或 class（类别）作为答案。`,
  'data-no-such-column': ({ column, nearest, lines, ...place }) =>
    lines
      ? `${at(place)}JSON 行没有可以略去的列；除 x、y、id 以外的键本来就不读取。`
      : `${at(place)}没有可以略去的“${column}”列${nearest === null ? '' : `；有一列叫“${nearest}”`}。`,
  'data-column-again': ({ column, ...place }) => `${at(place)}有两列“${column}”。`,
  'data-no-column': ({ column, ...place }) => `${at(place)}${COLUMNS[column]}。`,
  'data-two-answers': (place) =>
    `${at(place)}既有 y… 列又有 class 列；答案要么是数，要么是类别。可以用 --ignore 略去多余的列。`,
  'data-cells': ({ found, expected, ...place }) =>
    `${at(place)}有 ${number(found)} 格，而表头有 ${number(expected)} 格。`,
  'data-half-answer': (place) => `${at(place)}y… 有的空、有的不空；要么全给，要么全不给。`,
  'data-quote': (place) => `${at(place)}引号出现在不该有的地方，或没有闭合；引号内的引号要写两次。`,
}
