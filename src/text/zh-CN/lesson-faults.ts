/** 课程中某个字段或表达式错在哪里，怎样才对。 */
import type { ExpressionFault, FieldFault } from '../../lessons/format/lesson-error.ts'

const KINDS = {
  text: '文字',
  number: '一个数',
  integer: '整数',
  list: '列表',
  mapping: '字段和它们的值',
  command: '一行命令，或 { line: …, as: 名字 }',
}
const OF = {
  number: (limit: number) => `${limit}`,
  letters: (limit: number) => `${limit} 个字符`,
  entries: (limit: number) => `${limit} 项`,
}

export function field(fault: FieldFault): string {
  switch (fault.is) {
    case 'unknown':
      return `这里没有字段 ${fault.key}；可用的是 ${fault.known.join('、')}`
    case 'missing':
      return `缺少字段 ${fault.key}`
    case 'kind':
      return `应为${KINDS[fault.want]}`
    case 'choice':
      return `应为 ${fault.choices.join(' 或 ')}`
    case 'least':
      return `至少要 ${OF[fault.of](fault.limit)}`
    case 'most':
      return `至多 ${OF[fault.of](fault.limit)}`
    case 'form':
      return fault.of === 'id'
        ? '标识只用小写字母、数字和连字符，如 one-step（不能是 constructor）'
        : '结果的名字以小写字母开头，只含字母和数字，如 withF'
    case 'reserved':
      return `${fault.key} 另有用途，请换一个名字`
  }
}

export function expression({ code, detail, known = [] }: ExpressionFault): string {
  const name = detail.split(': ').at(-1)
  switch (code) {
    case 'unknown_variable':
      return `没有名为 ${name} 的结果；结果的名字由 as 给出`
    case 'no_such_key':
      return `结果里没有字段 ${name}；gatelab repl … --json 会列出所有字段`
    case 'index_out_of_bounds':
    case 'index_out_of_range':
      return `列表里没有这一项；各项从 0 数起（${detail}）`
    case 'division_by_zero':
    case 'modulo_by_zero':
      return '整数除以了零'
    case 'numeric_overflow':
      return '整数过大；请把数写成带小数点的'
    case 'no_such_overload':
    case 'no_matching_overload':
      return `这几种值不能放在一起运算（${detail}）；结果都是带小数点的数，0 要写成 0.0`
    case 'limit_exceeded':
      return '太长或嵌套太深；请拆成两条断言'
    case 'not_numbers':
      return 'mean、sum、least、most 只接受数的列表'
    case 'empty_list':
      return 'least 和 most 的列表里至少要有一个数'
    case 'unequal_lists':
      return 'differ 和 apart 需要两个一样长的数列'
    case 'no_sum':
      return '+ 只能加数，不能连接列表或文字'
    case 'not_callable':
      return `课程里没有函数 ${detail}；可用的是 ${known.join('、')}`
    case 'other':
      return detail
    default:
      return `这里要写一个 CEL 表达式（${detail}）`
  }
}
