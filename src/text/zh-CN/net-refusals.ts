/** 不能用的权重文件和数据文件：错在哪里，怎样才对。 */
import type { NetRefusals } from '../en/net-refusals.ts'

const number = (n: number) =>
  Number.isInteger(n) && Math.abs(n) < 1e15 ? n.toLocaleString('en-US') : String(n)
const list = (items: readonly (string | number)[]) => items.join('、')
/** 名称加引号：它可能是空的，也可能像句子里的词。 */
const q = (name: string) => `“${name}”`
const names = (all: readonly string[]) => list(all.map(q))
const shape = (sides: readonly (number | string)[]) => `[${sides.join(', ')}]`
const CELL_NAMES = { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU' }
const JSON_PROBLEMS = {
  'utf-8': '不是 UTF-8 文本',
  syntax: '不是合法的 JSON',
  'too-deep': '嵌套太深',
  'too-many-parts': '内容过多',
  'not-an-object': '不是 JSON 对象',
}
const ONE_LAYER = '可以查看的是单层、单向的 RNN、LSTM 或 GRU'

export const netRefusals: NetRefusals = {
  'safetensors-too-short': ({ bytes: n }) =>
    `权重文件只有 ${n} 字节；safetensors 文件以 8 个字节开头，给出文件头的长度。`,
  'safetensors-header-length': ({ claimed, limit }) =>
    `权重文件声称文件头有 ${claimed} 字节，而最多只可能有 ${number(limit)} 字节；文件被截断，或不是 safetensors 文件。`,
  'safetensors-header': ({ problem }) =>
    `权重文件的文件头${JSON_PROBLEMS[problem]}；safetensors 要求那里是一个 JSON 对象。`,
  'safetensors-repeated-name': ({ name }) => `权重文件的文件头里名称${q(name)}出现了两次。`,
  'safetensors-name': ({ name }) => `权重文件里有名为${q(name)}的张量，这个名称不被允许。`,
  'safetensors-metadata': ({ key }) =>
    `权重文件的元数据${key === null ? '' : `（${q(key)}）`}必须是文本。`,
  'safetensors-entry': ({ tensor, field }) =>
    `权重文件中${q(tensor)}的条目缺少 ${field}，或其值不可能成立。`,
  'safetensors-dtype': ({ tensor, dtype, known }) =>
    `${q(tensor)}的 dtype 是${q(dtype)}；可以读取的是 ${list(known)}。`,
  'safetensors-size': ({ tensor, needed, bytes: n }) =>
    `按形状和 dtype，${q(tensor)}应占 ${number(needed)} 字节，但其偏移给了 ${number(n)} 字节。`,
  'safetensors-offsets': ({ tensor, begin, end, bytes: n }) =>
    `${q(tensor)}声称占用第 ${number(begin)} 到 ${number(end)} 字节，而总共 ${number(n)} 字节；文件被截断，或偏移有误。`,
  'safetensors-overlap': ({ tensor, other }) =>
    `权重文件中${q(tensor)}与${q(other)}占用了相同的字节。`,
  'safetensors-hole': ({ tensor, count }) =>
    `权重文件中${q(tensor)}之前有 ${number(count)} 字节不属于任何张量。`,
  'safetensors-trailing': ({ count }) => `权重文件在最后一个张量之后还有 ${number(count)} 字节。`,

  'net-missing': ({ tensor, found }) =>
    `权重文件中没有${q(tensor)}；其中有${found.length ? `${names(found)}；名称不同时，用 --map FILE 说明哪个张量是什么` : '零个张量'}。`,
  'net-layers': ({ tensor, layers }) =>
    `网络${layers > 1 ? `有 ${layers} 层` : '不止一层'}（${q(tensor)}）；${ONE_LAYER}。`,
  'net-bidirectional': ({ tensor }) => `网络是双向的（${q(tensor)}）；${ONE_LAYER}。`,
  'net-projection': ({ tensor }) =>
    `该 LSTM 带有投影层（${q(tensor)}）；可以查看的是不带投影层的。`,
  'net-several': ({ tensors }) => `权重文件里不止一个循环网络：${names(tensors)}；${ONE_LAYER}。`,
  'net-several-readouts': ({ tensors }) =>
    `不止一个张量可能是读出层：${names(tensors)}；请用 --readout NAME 指明。`,
  'net-readout': ({ asked, isThere, found }) =>
    `${isThere ? `${q(asked)}不能是读出层` : `权重文件中没有${q(asked)}`}；--readout 可以是${found.length ? names(found) : '一个矩阵的名称，其列数等于隐藏单元数，而文件中没有这样的矩阵'}。`,
  'net-workbench': ({ path }) =>
    `${path} 是保存的工作台；请在实验台里用 load 打开，再用 export weights 写出其中一个网络。`,
  'net-says': ({ option, says, asked }) =>
    `--${option} ${asked} 与权重文件矛盾，文件中写的是 ${says}；请去掉这个选项。`,
  'net-option': ({ option, value, cell }) =>
    `--${option} ${value} 针对的是 ${option === 'nonlinearity' ? 'RNN' : value === 'gru' ? 'GRU' : 'LSTM'}；而这是 ${CELL_NAMES[cell]} 的权重。`,
  'net-unexpected': ({ tensor }) => `${q(tensor)}在带读出层的单层 RNN、LSTM 或 GRU 中没有位置。`,
  'net-recurrent-shape': ({ tensor, found }) =>
    `${q(tensor)}的形状是 ${shape(found)}；RNN 应是 [H, H]，LSTM 应是 [4·H, H]，GRU 应是 [3·H, H]。`,
  'net-shape': ({ tensor, expected, found }) =>
    `${q(tensor)}的形状应是 ${shape(expected)}，实际是 ${shape(found)}。`,
  'net-not-finite': ({ tensor, index, value }) =>
    `${q(tensor)}[${index.join('][')}] 是 ${value}；权重必须是有限的数。`,
  'net-overflows': ({ what }) =>
    `用这些权重，这批输入上的${{ output: '输出', state: '状态', gradient: '梯度' }[what]}超出了数的范围（float32）。`,

  'about-not-json': ({ problem }) => `权重文件元数据中的“gatelab”条目${JSON_PROBLEMS[problem]}。`,
  'about-format': ({ format, known }) =>
    `权重文件写明它是 gatelab 的格式 ${format}；此版本能读格式 ${known}。`,
  'about-field': ({ field, found, known }) =>
    known.length > 0
      ? `权重文件写明${q(field)}是 ${found}；此版本认识的是 ${list(known)}。`
      : `权重文件的自述不可能成立：${q(field)}是 ${found}。`,
  'about-unknown': ({ field }) => `权重文件的自述中有此版本不认识的内容：${q(field)}。`,
  'about-cell': ({ says, found }) =>
    `权重文件写明它存的是 ${CELL_NAMES[says]}，而其形状是 ${CELL_NAMES[found]} 的形状。`,
  'about-readout': ({ readout }) =>
    `这个网络的读出层读所有的 h_t（--readout ${readout}）；gatelab inspect FILE --input CASE 可以查看它（不带 --map、--net、--of 和 --back），其他命令用不了它。`,
  'about-count': ({ field, found, expected }) =>
    `权重文件的${q(field)}给了 ${number(found)} 个数；网络需要 ${number(expected)} 个。`,

  'case-not-json': ({ problem }) =>
    `数据文件${JSON_PROBLEMS[problem]}；应是 {"x": [T][B][I], "y": [B][O]}。`,
  'case-broken': ({ format }) => `数据文件的开头是 ${format} 的格式，但文件不完整或已损坏。`,
  'case-type': ({ key, type }) => `数据文件中 ${key} 的类型是${q(type)}；能读取的是浮点数和整数。`,
  'case-missing': ({ key, found }) =>
    `数据文件里没有${q(key)}${found.length > 0 ? `（有${names(found)}）` : ''}；应是 {"x": [T][B][I], "y": [B][O]}。`,
  'case-repeated': ({ key }) => `数据文件里字段${q(key)}出现了两次。`,
  'case-not-an-array': ({ place, found }) => `数据文件中 ${place} 应是数组，实际是 ${found}。`,
  'case-empty': ({ place }) => `数据文件中 ${place} 是空的；每一维至少为 1。`,
  'case-ragged': ({ place, found, like, expected }) =>
    `数据文件中 ${place} 有 ${found} 项，而 ${like} 有 ${expected} 项。`,
  'case-not-a-number': ({ place, found }) => `数据文件中 ${place} 应是数，实际是 ${found}。`,
  'case-not-finite': ({ place, found }) =>
    `数据文件中 ${place} 是 ${found}；数必须在 float32 的有限范围内。`,
  'case-batch': ({ x, y }) => `数据文件中 x 的批大小是 ${x}，y 的是 ${y}；两者必须相等。`,
  'case-batch-first': ({ key, first, second, given }) =>
    given
      ? `数据文件中 x 是 [${first}][${second}][…]，而 ${key} 对应 ${second} 个序列：x 似乎是 [T][B][I]；请去掉 --batch-first。`
      : `数据文件中 x 是 [${first}][${second}][…]，而 ${key} 对应 ${first} 个序列：x 似乎是 [B][T][I]；--batch-first 会这样读取。`,
  'case-sizes': ({ key, found, expected }) =>
    `数据文件中 ${key} 每行有 ${found} 个数；网络${key === 'x' ? '读入' : '输出'} ${expected} 个。`,
  'case-state': ({ key, found, expected: [B, H] }) =>
    `数据文件中 ${key} 的形状是 ${shape(found)}；应是 [B, H] = [${B}, ${H}]（也可以是 [1, ${B}, ${H}]，或对所有序列都相同的 [${H}]）。`,
  'case-readout-lengths': ({ readout }) =>
    `网络的读出层（${readout}）要读每个时间步，各序列须同时结束；请去掉“lengths”。`,
  'case-no-cell-state': ({ cell }) =>
    `数据文件里有“c0”，而 ${CELL_NAMES[cell]} 没有细胞状态；请去掉它。`,
  'case-length': ({ place, found, most }) =>
    `数据文件中 ${place} 是 ${found}；长度应是 1 到 T = ${number(most)} 的整数。`,
  'case-lengths': ({ found, expected }) =>
    `数据文件中 lengths 有 ${number(found)} 项；应为 ${number(expected)} 个序列各给一项。`,
}
