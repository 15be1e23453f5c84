import { formatDate, formatQuantity } from '../../../contract/display'
import type { SettlementKind } from '../../../contract/warehouse/words'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'

/** What WH-12 is asked about. */
export type KeepingFacts =
  | {
      readonly about: 'begin'
      readonly keeper: string | undefined
      readonly address: string | undefined
      readonly contact: string | undefined
      readonly duties: string | undefined
      readonly agreement: boolean
      readonly keeperSigned: boolean
      readonly from: string
      readonly to: string
      readonly detainedOn: string
      readonly today: string
      readonly isParty: boolean
      /** Tags of goods that are not on hand or are with a third party already. */
      readonly notHere: readonly string[]
      readonly severalIntakes: boolean
    }
  | { readonly about: 'inspection'; readonly ended: boolean; readonly inOrder: boolean; readonly photos: number }

/** WH-12: goods with a third party rest on a custody agreement and are inspected. */
export const WH_12 = defineRule<KeepingFacts, { inspectionDays: { label: string; unit: string; fallback: number } }>({
  id: 'WH-12',
  act: 'NEED',
  title: '委托第三人保管的签订保管协议并定期检查',
  sources: [source('DK-09', '第十七条、第四十八条')],
  parameters: { inspectionDays: { label: '检查间隔', unit: '日', fallback: 30 } },
  check: (facts) => {
    const said: Objection[] = []
    const block = (message: string, field: string) => said.push({ message, field, act: 'BLOCK' })
    if (facts.about === 'inspection') {
      if (facts.ended) block('物品已收回，不再检查', 'id')
      if (!facts.inOrder && facts.photos === 0)
        said.push({ message: '检查发现问题的须拍照', missing: ['照片'], field: 'photoIds' })
      return said
    }
    const missing = [
      ...(facts.keeper ? [] : ['保管人']),
      ...(facts.address ? [] : ['保管地点']),
      ...(facts.contact ? [] : ['联系方式']),
      ...(facts.duties ? [] : ['保管责任']),
      ...(facts.agreement ? [] : ['保管协议扫描件']),
      ...(facts.keeperSigned ? [] : ['保管人签字'])
    ]
    if (missing.length > 0)
      said.push({ message: `委托保管须签订协议，还缺${missing.join('、')}`, missing, field: 'keeper' })
    if (facts.to < facts.from) block('截止日期不能早于起始日期', 'to')
    if (facts.from > facts.today) block('起始日期不能晚于今天', 'from')
    if (facts.from < facts.detainedOn) block(`起始日期不能早于扣押日期${formatDate(facts.detainedOn)}`, 'from')
    if (facts.isParty) block('保管人不能是当事人', 'keeper')
    if (facts.notHere.length > 0) block(`${facts.notHere.join('、')}不在仓库中，不能委托保管`, 'lineIds')
    if (facts.severalIntakes) block('一份协议只能包含同一入库单的物品', 'lineIds')
    return said
  }
})

/** What WH-14 is asked about. */
export type CleanupFacts =
  | {
      readonly about: 'open'
      /** Squads that have goods on hand, with how many people they send. */
      readonly squads: readonly { readonly name: string; readonly people: number }[]
      /** Names of participants who do not belong to the squad they stand for. */
      readonly strangers: readonly string[]
      readonly quarter: string
      readonly already: string | undefined
      readonly today: string
      readonly firstDay: string
      readonly openOther: string | undefined
    }
  | {
      readonly about: 'count'
      readonly open: boolean
      readonly unnamedSurplus: boolean
      readonly foreign: readonly string[]
      readonly mayCount: boolean
    }
  | {
      readonly about: 'close'
      readonly open: boolean
      readonly uncounted: number
      readonly unexplained: readonly string[]
    }
  | { readonly about: 'difference'; readonly done: boolean }
  | {
      readonly about: 'settle'
      readonly kind: 'missing' | 'surplus'
      readonly how: SettlementKind
      readonly name: string
      readonly measure: string
      readonly quantity: number
      /** Still to be settled, in thousandths. */
      readonly open: number
      readonly note: string | undefined
      readonly intakeNumber: string | undefined
      readonly intakeKnown: boolean
    }
  | {
      readonly about: 'writeOff'
      readonly missing: boolean
      readonly name: string
      readonly measure: string
      readonly quantity: number
      readonly open: number
      readonly reason: string | undefined
      readonly responsibility: string | undefined
    }

/** WH-14: at the end of the quarter every squad sends two people and everything on hand is counted. */
export const WH_14 = defineRule<
  CleanupFacts,
  { people: { label: string; unit: string; fallback: number }; days: { label: string; unit: string; fallback: number } }
>({
  id: 'WH-14',
  act: 'CLOCK',
  title: '每季度末清整仓库，遇公休日顺延，各片区指派二人，清点登记',
  sources: [source('DK-04', '第二部分第三条')],
  parameters: {
    people: { label: '每片区指派', unit: '人', fallback: 2 },
    days: { label: '季末清整日', unit: '日', fallback: 3 }
  },
  check: (facts, { people }) => {
    const said: Objection[] = []
    const block = (message: string, field?: string) =>
      said.push({ message, act: 'BLOCK', ...(field === undefined ? {} : { field }) })
    switch (facts.about) {
      case 'open': {
        const short = facts.squads.filter((squad) => squad.people < people)
        if (short.length > 0)
          said.push({
            message: `各片区须指派${people}人参加清整，${short.map((squad) => squad.name).join('、')}人数不足`,
            missing: short.map((squad) => `${squad.name}还缺${people - squad.people}人`),
            field: 'participants',
            act: 'NEED'
          })
        if (facts.strangers.length > 0) block(`${facts.strangers.join('、')}不是所代表片区的人员`, 'participants')
        if (facts.already) block(`${facts.quarter.replace('-Q', '年第')}季度已有清整单${facts.already}`, 'quarter')
        if (facts.openOther) block(`清整单${facts.openOther}还没有完成，请先完成`, 'quarter')
        if (facts.today < facts.firstDay)
          said.push({
            message: `本季度清整日从${formatDate(facts.firstDay)}开始，提前清整请写明理由`,
            field: 'quarter',
            act: 'WARN'
          })
        break
      }
      case 'count':
        if (!facts.open) block('清整已经完成，不能再登记')
        if (!facts.mayCount) block('由参加清整的人员或仓库管理员登记实盘数')
        if (facts.unnamedSurplus) block('多出的物品须写明名称和所在库位', 'counts')
        if (facts.foreign.length > 0) block(`${facts.foreign.join('、')}不在本次清整范围内`, 'counts')
        break
      case 'close':
        if (!facts.open) block('清整已经完成')
        if (facts.uncounted > 0)
          said.push({
            message: `还有${facts.uncounted}项物品没有清点`,
            missing: [`${facts.uncounted}项物品的实盘数`],
            field: 'counts',
            act: 'NEED'
          })
        if (facts.unexplained.length > 0)
          said.push({
            message: `${facts.unexplained.join('、')}账实不符，请写明说明`,
            missing: facts.unexplained.map((tag) => `${tag}的说明`),
            field: 'counts',
            act: 'NEED'
          })
        break
      case 'difference':
        if (!facts.done) block('清整完成以后才能处理差异，请先完成清整', 'id')
        break
      case 'settle':
        if (facts.quantity > facts.open || facts.open === 0)
          block(
            `${facts.name}还待处理${formatQuantity(facts.open)}${facts.measure}，不能再登记${formatQuantity(facts.quantity)}${facts.measure}`,
            'quantity'
          )
        if (facts.kind === 'missing' ? facts.how !== 'found' : facts.how === 'found')
          block(
            facts.kind === 'missing' ? '缺失的物品登记“已找到”，或申请盘亏核销' : '多出的物品查明来源，或补办入库',
            'how'
          )
        if (!facts.note) said.push({ message: '请写明处理情况', missing: ['处理情况'], field: 'note', act: 'NEED' })
        if (facts.how === 'takenIn' && !facts.intakeNumber)
          said.push({
            message: '补办入库的，请在入库柜台办好入库后填写入库单号',
            missing: ['入库单号'],
            field: 'intakeNumber',
            act: 'NEED'
          })
        if (facts.intakeNumber && !facts.intakeKnown)
          block(`没有入库单${facts.intakeNumber}，请核对单号`, 'intakeNumber')
        break
      case 'writeOff': {
        const missing = [...(facts.reason ? [] : ['查找经过']), ...(facts.responsibility ? [] : ['责任认定'])]
        if (!facts.missing) block('只有清整缺失的物品才能盘亏核销', 'countId')
        else if (facts.quantity > facts.open)
          block(
            `${facts.name}缺失还待处理${formatQuantity(facts.open)}${facts.measure}，不能核销${formatQuantity(facts.quantity)}${facts.measure}`,
            'quantity'
          )
        if (missing.length > 0)
          said.push({
            message: `盘亏核销须写明查找经过和责任认定，还缺${missing.join('、')}`,
            missing,
            field: facts.reason ? 'responsibility' : 'reason',
            act: 'NEED'
          })
      }
    }
    return said
  }
})
