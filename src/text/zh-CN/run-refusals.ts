/** 多层网络不能这样运行：原因与正确的写法。 */
import type { RunRefusals } from '../en/run-refusals.ts'

const number = (n: number) => n.toLocaleString('en-US')
const q = (name: string) => `“${name}”`
const names = (all: readonly string[]) => all.map(q).join('、')
const shape = (sides: readonly number[]) => `[${sides.join(', ')}]`
const NO_SUCH = { layer: '层', step: '时间步', unit: '单元', output: '输出' }

const LAYER_PROBLEMS = {
  both: '它有两个方向',
  backward: '它从末尾读到开头',
  projection: '它带有投影',
  peepholes: '它带有窥视孔连接',
  form: '它的单元所用的函数不同于工作台的 RNN、LSTM 和 GRU',
  initial: '它的初始状态不是零',
  last: '它只读前一层的最后一个状态',
}
const GIVEN = {
  'made-here': '网络及其序列来自文件，不能更改；不带 --weights 的 gatelab repl 会自行建立网络。',
  training:
    '来自文件的网络不在这里训练，因为没有留出的序列可供评判；不带 --weights 启动 gatelab repl，再用 task data --data FILE，可用自己的序列训练网络。',
  saving:
    '来自文件的网络不存为工作台；export weights FILE 写出它和所做的干预，receipt 给出重现这一切的命令行。',
}

export const runRefusals: RunRefusals = {
  'run-which-net': ({ asked, found }) =>
    asked === null
      ? `文件里有 ${found.length} 个网络：${names(found)}；请用 --net NAME 指定。`
      : `文件里没有网络${q(asked)}；有的是${names(found)}。`,
  'run-states': ({ key, found, expected }) =>
    `数据文件中 ${key} 的形状是 ${shape(found)}；应是 [层数·方向数, B, H] = ${shape(expected)}。`,
  'run-states-differ': ({ key }) =>
    `各层大小不同，一个数组装不下它们的状态；请从数据文件中去掉 ${key}。`,
  'run-symbol': ({ place, found, most }) =>
    `数据文件中 ${place} 是 ${found}；网络以嵌入层开头，符号应是 0 到 ${most} 的整数。`,
  'run-sizes': ({ layer, given, reads }) =>
    `层${q(layer)}每步读入 ${reads} 个数，而得到的是 ${given} 个。`,
  'run-not-finite': ({ layer, tensor }) =>
    `层${q(layer)}的${q(tensor)}里有 NaN 或无穷大；网络无法运行。`,
  'run-of-unknown': ({ of }) =>
    `看不懂 --of ${q(of)}；可以写 loss、output、output[2]、h[-1].norm、h[-1][5]、c[-1].norm、layers[0].h[-1].norm。`,
  'run-of-beyond': ({ of, what, most }) =>
    `--of ${q(of)}：没有这个${NO_SUCH[what]}；序号从 0 到 ${most}，-1 是最后一个。`,
  'run-of-missing': ({ of, what }) =>
    what === 'y'
      ? `--of ${q(of)} 需要正确答案，而数据文件没有 y。`
      : `--of ${q(of)}：那一层没有细胞状态。`,
  'run-own-file': () => '权重文件带有干预；只有不用 --of 和 --net 时才会照做。',
  'run-json': ({ numbers, most }) =>
    `这批数据上的状态有 ${number(numbers)} 个数，而 JSON 最多写 ${number(most)} 个；减少时间步或序列即可，不加 --json 则可看图。`,
  'run-option': ({ option }) =>
    option === 'variant'
      ? '--variant 针对的是文件没有写明变体的单层 LSTM。'
      : '--nonlinearity 针对的是 RNN，而这个网络里没有。',
  'run-readout': ({ asked, found }) =>
    `${q(asked)}不能作读出层；${found.length > 0 ? `--readout 可用的是${names(found)}` : '文件里也没有别的层可以'}。`,
  'bench-which-layer': ({ asked, found }) =>
    `${asked === null ? '网络有多个循环层' : `网络的第 ${asked} 步不是循环层`}；请用 --layer 指定工作台取哪一层：${found.map(({ step, name }) => `${step}（${q(name)}）`).join('、')}。`,
  'bench-layer': ({ layer, problem }) =>
    `工作台不能取用层${q(layer)}：${LAYER_PROBLEMS[problem]}；其内部情况请用 gatelab inspect FILE --input CASE 查看。`,
  'bench-case': ({ key }) =>
    `工作台从零状态开始，不能使用数据文件中的 ${key}；gatelab inspect FILE --input CASE 可以。`,
  'bench-answers': ({ layer, hidden, found }) =>
    `数据文件中 y 每行有 ${found} 个数；层${q(layer)}之后没有单独的读出层，这里的输出就是 h：请去掉 y，或每行给 ${hidden} 个数；gatelab inspect FILE --input CASE 运行整个网络。`,
  'bench-given': ({ command, why }) => `${command}：${GIVEN[why]}`,
}
