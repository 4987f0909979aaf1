/** 别的程序写出的网络文件，读不了时怎么说。 */
import type {
  NetFileProblem,
  NetMapProblem,
  NotReadable,
} from '../../rules/errors/net-file-errors.ts'
import type { NetFileRefusals } from '../en/net-file-refusals.ts'

const bytes = (n: number) => `${n.toLocaleString('en-US')} 字节`
const at = (place: string) => (place === '' ? '' : `（在“${place}”处）`)

const PROBLEMS: Readonly<Record<NetFileProblem, string>> = {
  'not-json': '应当是 JSON 的地方不是 JSON',
  'too-deep': '嵌套太深',
  'too-large': '声称的内容比文件所能容纳的还多',
  'bad-header': '文件头不是这种格式的',
  'bad-entry': '有一项缺少字段，或字段的值不可能',
  'bad-shape': '形状与实际内容对不上',
  'bad-type': '数的类型不是这种格式所有的',
  repeated: '同一个名字出现了两次',
  missing: '它所引用的东西不在其中',
  outside: '它指向自己文件夹之外的文件，那样的文件绝不读取',
  'not-finite': '有一个数是 NaN 或无穷大',
  compressed: '压缩的数据解不开',
}

const NOT_READABLE: Readonly<Record<NotReadable, (name: string) => string>> = {
  'no-recurrent-layer': (name) =>
    name === ''
      ? '里面没有 RNN、LSTM 或 GRU'
      : `从其中的名称（“${name}”）看不出任何 RNN、LSTM 或 GRU`,
  'unknown-layer': (name) => `“${name}”这种层读不了`,
  'unknown-activation': (name) => `函数“${name}”是这里不认识的`,
  'unknown-type': (name) => `类型为“${name}”的数读不了`,
  global: (name) => `它要用到“${name}”，而文件里的东西从不执行`,
  'script-object': (name) => `“${name}”是程序里的对象，没有张量`,
  parametrised: (name) => `“${name}”由这里不认识的参数化方式算出；请先移除它再保存`,
  'other-cell': (name) =>
    `“${name}”比 PyTorch 的单元多出一些内容，算法并不相同；若仍要当作 PyTorch 的单元来读，请用 --map`,
  part: (name) => `它只是分成几个文件的网络的一部分；请改为查看它们的索引，通常叫“${name}”`,
  shard: (name) => `它的一部分“${name}”不是 safetensors 文件`,
  quantised: (name) => `“${name}”已被量化；请保存量化之前的网络`,
  frozen: () => '它是冻结过的脚本，权重已成为代码中的常量；请保存冻结之前的脚本',
  'other-version': (name) => `它的版本是 ${name}`,
  'weights-without-config': (name) => `其中只有权重，“${name}”没有说明属于哪种层；可用 --map 说明`,
  'unnamed-tensors': (name) =>
    `其中的名字没有说明哪个张量是什么；请用 --map 说明（--map template 会打印一份可作起点的映射）。其中有 ${name}`,
  'graph-model': () =>
    '它是计算图模型，其中没有层；请用 --output_format tfjs_layers_model 转换 Keras 模型',
  branching: (name) => `“${name}”有多个输入，而只有一层接一层的网络才能运行`,
  'no-recurrent-node': (name) =>
    `里面没有 RNN、LSTM 或 GRU 节点，只有 ${name || '不做计算的节点'}；如果时间步是逐个展开导出的（PyTorch 就这样导出 nn.RNN），请直接查看权重文件（safetensors，或 torch.save 所存的文件）`,
  'weights-computed': (name) => `“${name}”的权重要在运行时才算出，文件中并没有`,
  'several-states': (name) => `“${name}”让一批中的每个序列从不同的状态开始`,
  'two-forms': (name) => `“${name}”的两个方向用的函数不同`,
  'projection-lost': (name) =>
    `“${name}”的形状互相矛盾，PyTorch 的导出器处理带 proj_size 的 LSTM 时就是如此`,
}

const MAP_PROBLEMS: Readonly<Record<NetMapProblem, (found: string) => string>> = {
  'not-json': () => '它不是 JSON，或者太大，不像映射',
  missing: () => '这里缺少内容',
  'unknown-field': () => '映射没有这个字段',
  value: (found) => `${found} 不是这里可用的值`,
  'no-tensor': (found) => `文件里没有张量“${found}”`,
  gates: (found) =>
    `“${found}”不是这些门：LSTM 为 i、f、g（或 c）、o，GRU 为 r、z、n（或 h），RNN 为 h，各一次`,
  shape: (found) => `形状与其余的对不上：${found}`,
  chain: (found) => `它读取的数的个数与得到的不同：${found}`,
  'no-tensors': (found) => `${found} 文件自己说明了各张量是什么，无须映射`,
}

export const netFileRefusals: NetFileRefusals = {
  'net-map': ({ place, problem, found }) =>
    `映射不可用${at(place)}：${MAP_PROBLEMS[problem](found)}。`,
  'net-file-cut': ({ path, bytes: n }) =>
    `“${path}”不完整：只有 ${bytes(n)}，而它自己所说的内容需要更多。`,
  'net-file-unknown': ({ path, bytes: n }) =>
    `“${path}”（${bytes(n)}）不是可读的格式：能读 safetensors、PyTorch、Keras、ONNX、Flax、NumPy、TensorFlow.js 和 brain.js。`,
  'net-file-broken': ({ format, problem, place }) =>
    `${format} 文件已损坏${at(place)}：${PROBLEMS[problem]}。`,
  'net-file-refused': ({ format, what, name }) =>
    `${format} 文件无法检视：${NOT_READABLE[what](name)}。`,
}
