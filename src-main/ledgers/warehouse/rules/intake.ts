import { formatInstant, formatQuantity } from '../../../contract/display'
import type { PartySign } from '../../../contract/warehouse/words'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'
import { monthsOf } from '../../../kernel/periods'
import { minutesOf } from '../clocks/parameters'

/** What WH-01 is asked about. */
export type KeyFacts =
  | { readonly about: 'keeper'; readonly name: string; readonly appointed: boolean }
  | {
      readonly about: 'handover'
      readonly fromSigned: boolean
      readonly toSigned: boolean
      readonly toName: string
      readonly toIsKeeper: boolean
    }
  | {
      readonly about: 'entry'
      readonly visitor: string
      readonly purpose: string
      readonly inFuture: boolean
      readonly leftBeforeEntering: boolean
    }

/** WH-01: the appointed keeper holds the keys; handovers are signed, others enter accompanied and are logged. */
export const WH_01 = defineRule<KeyFacts>({
  id: 'WH-01',
  act: 'NEED',
  title: '仓库由专人保管并掌管钥匙，钥匙交接须登记，他人由管理员陪同进入',
  sources: [source('DK-04', '第二部分第一条')],
  check: (facts) => {
    const said: Objection[] = []
    switch (facts.about) {
      case 'keeper':
        if (!facts.appointed)
          said.push({
            message: `${facts.name || '签字人'}今天没有仓库管理员的任职，请由仓库管理员办理`,
            missing: ['仓库管理员签字'],
            field: 'signatures.keeper',
            act: 'BLOCK'
          })
        break
      case 'handover': {
        const missing = [...(facts.fromSigned ? [] : ['移交人签字']), ...(facts.toSigned ? [] : ['接收人签字'])]
        if (missing.length > 0) said.push({ message: '钥匙交接须双方签字', missing, field: 'signatures' })
        if (!facts.toIsKeeper)
          said.push({
            message: `${facts.toName}没有仓库管理员的任职，不能掌管仓库钥匙`,
            missing: ['仓库管理员任职'],
            field: 'toPersonId'
          })
        break
      }
      case 'entry': {
        const missing = [...(facts.visitor ? [] : ['进入人']), ...(facts.purpose ? [] : ['事由'])]
        if (missing.length > 0)
          said.push({ message: '进入仓库须登记进入人和事由', missing, field: facts.visitor ? 'purpose' : 'visitor' })
        if (facts.inFuture) said.push({ message: '进入时间不能晚于现在', field: 'at', act: 'BLOCK' })
        if (facts.leftBeforeEntering) said.push({ message: '离开时间不能早于进入时间', field: 'leftAt', act: 'BLOCK' })
      }
    }
    return said
  }
})

/** WH-02: goods come in on working days in office hours; otherwise with a reason. Hours differ in summer (DK-06). */
export const WH_02 = defineRule<
  {
    readonly workingDay: boolean
    /** The year's holidays are not loaded, so that the answer rests on the plain week. */
    readonly calendarMissing: boolean
    /** 'HH:mm' */
    readonly time: string
    readonly month: number
  },
  Record<
    'morningFrom' | 'morningTo' | 'afternoonFrom' | 'afternoonTo' | 'summerFrom' | 'summerTo' | 'summerMonths',
    { label: string; fallback: string; of: 'time' | 'months' }
  >
>({
  id: 'WH-02',
  act: 'WARN',
  title: '物品在周一至周五上班时间统一入库',
  sources: [source('DK-04', '第二部分第二条第1项'), source('DK-06', '第一部分第3项')],
  parameters: {
    morningFrom: { label: '上午上班', fallback: '8:00', of: 'time' },
    morningTo: { label: '上午下班', fallback: '12:00', of: 'time' },
    afternoonFrom: { label: '下午上班', fallback: '14:30', of: 'time' },
    afternoonTo: { label: '下午下班', fallback: '17:30', of: 'time' },
    summerFrom: { label: '下午上班（夏季）', fallback: '15:00', of: 'time' },
    summerTo: { label: '下午下班（夏季）', fallback: '18:00', of: 'time' },
    summerMonths: { label: '夏季作息月份', fallback: '6,7,8', of: 'months' }
  },
  check: ({ workingDay, calendarMissing, time, month }, set) => {
    const note = calendarMissing ? '（节假日表未载入）' : ''
    if (!workingDay) return { message: `今天不是工作日${note}，统一入库时间为周一至周五上班时间；确需入库请写明理由` }
    const summer = monthsOf(set.summerMonths)?.includes(month) ?? false
    const at = minutesOf(time) ?? 0
    const spans = [
      [set.morningFrom, set.morningTo],
      summer ? [set.summerFrom, set.summerTo] : [set.afternoonFrom, set.afternoonTo]
    ] as const
    const inHours = spans.some(([from, to]) => at >= (minutesOf(from) ?? 0) && at <= (minutesOf(to) ?? 0))
    return (
      !inHours && {
        message: `现在${time}不在上班时间（${spans.map((span) => span.join('至')).join('、')}）${note}，确需入库请写明理由`
      }
    )
  }
})

/** The facts of an intake that WH-03 looks at. */
export interface IntakeFacts {
  readonly squadIsUnit: boolean
  readonly officers: readonly {
    readonly name: string
    readonly staff: boolean
    readonly certificate: string | undefined
  }[]
  readonly party: string | undefined
  readonly abandoned: boolean
  readonly place: string | undefined
  readonly cause: string | undefined
  readonly documentNumber: string | undefined
  /** Number of the intake that has the same document already. */
  readonly sameDocument: string | undefined
  readonly detainedAt: string
  readonly inFuture: boolean
  readonly lines: readonly { readonly name: string; readonly condition: string | undefined; readonly photos: number }[]
  readonly handlerSigned: boolean
  readonly handlerIsOfficer: boolean
  readonly keeperSigned: boolean
  readonly partySign: {
    readonly how: PartySign
    readonly drawn: boolean
    readonly reason: string | undefined
    readonly witness: string | undefined
  }
}

/** WH-03: what an intake must carry, and who signs it. */
export const WH_03 = defineRule<IntakeFacts>({
  id: 'WH-03',
  act: 'NEED',
  title: '入库登记齐全，至少两名执法人员，管理员清点，双方签字；当事人拒签的记明原因和见证人',
  sources: [
    source('DK-04', '第二部分第二条第2项'),
    source('BZH', '调查取证第5项、执法程序第6项'),
    source('LAW', '（行政强制法第十八条、第二十四条）')
  ],
  check: (facts) => {
    const said: Objection[] = []
    const need = (message: string, missing: readonly string[], field: string) => said.push({ message, missing, field })
    const block = (message: string, field: string) => said.push({ message, field, act: 'BLOCK' })
    if (!facts.squadIsUnit) block('片区已停用或不存在，请重新选择', 'squadId')
    if (facts.officers.length < 2) need('执法人员不得少于两人', ['第二名执法人员'], 'officers')
    for (const officer of facts.officers) {
      if (!officer.staff) block(`${officer.name}不是正式职工，不能作为执法人员`, 'officers')
      if (!officer.certificate) need(`请填写${officer.name}的执法证号`, [`${officer.name}的执法证号`], 'officers')
    }
    const missing = [
      ...(facts.party || facts.abandoned ? [] : ['当事人']),
      ...(facts.place ? [] : ['暂扣地点']),
      ...(facts.cause ? [] : ['案由']),
      ...(facts.documentNumber ? [] : ['文书号'])
    ]
    if (missing.length > 0) need(`入库登记缺${missing.join('、')}`, missing, 'party')
    if (facts.sameDocument)
      block(`文书号${facts.documentNumber}已用于入库单${facts.sameDocument}，不能重复登记`, 'documentNumber')
    if (facts.inFuture) block(`扣押时间${formatInstant(facts.detainedAt)}晚于现在，请核对`, 'detainedAt')
    facts.lines.forEach((line, index) => {
      const lacks = [...(line.condition ? [] : ['状况']), ...(line.photos > 0 ? [] : ['照片'])]
      if (lacks.length > 0)
        need(
          `${line.name}缺${lacks.join('、')}`,
          lacks.map((lack) => `${line.name}的${lack}`),
          `lines.${index}`
        )
    })
    const unsigned = [
      ...(facts.handlerSigned ? [] : ['交件执法人员签字']),
      ...(facts.keeperSigned ? [] : ['仓库管理员签字'])
    ]
    if (unsigned.length > 0) need('管理员清点后，交件人和管理员双方都要签字', unsigned, 'signatures')
    if (facts.handlerSigned && !facts.handlerIsOfficer) block('交件人应是本次执法人员之一', 'signatures.handler')
    const { how, drawn, reason, witness } = facts.partySign
    if (how === 'signed' && !drawn) need('当事人签名须留存手写签名', ['当事人手写签名'], 'partySign')
    if (how !== 'signed') {
      const lacks = [...(reason ? [] : [how === 'refused' ? '拒签原因' : '不在场原因']), ...(witness ? [] : ['见证人'])]
      if (lacks.length > 0)
        need(
          how === 'refused' ? '当事人拒绝签名的，须记明原因和见证人' : '当事人不在场的，须记明原因和见证人',
          lacks,
          'partySign'
        )
    }
    return said
  }
})

/** WH-10: in = out + on hand per line; nothing leaves beyond what is there, to the one it may go to. Thousandths. */
export const WH_10 = defineRule<{
  readonly name: string
  readonly measure: string
  readonly asked: number
  readonly onHand: number
  /** Asked for by other requests not yet carried out. */
  readonly spokenFor: number
  /** Not found by the last clean-up, and neither found since nor written off. */
  readonly missing: number
  readonly field: string
}>({
  id: 'WH-10',
  act: 'BLOCK',
  title: '入库等于出库加在库，物品不得使用、调换、截留',
  sources: [source('BC-25', '第一条第（四）项'), source('BZH', '调查取证第2项')],
  check: ({ name, measure, asked, onHand, spokenFor, missing, field }) => {
    if (asked > onHand)
      return {
        message: `${name}在库只有${formatQuantity(onHand)}${measure}，不能出库${formatQuantity(asked)}${measure}`,
        field
      }
    if (missing > 0 && asked > onHand - spokenFor - missing && asked <= onHand - spokenFor)
      return {
        message: `${name}在库${formatQuantity(onHand)}${measure}，其中${formatQuantity(missing)}${measure}清整时缺失，找到或核销以前不能出库${formatQuantity(asked)}${measure}`,
        field
      }
    return (
      asked > onHand - spokenFor && {
        message: `${name}在库${formatQuantity(onHand)}${measure}，其中${formatQuantity(spokenFor)}${measure}已在其他出库单中，不能再出库${formatQuantity(asked)}${measure}`,
        field
      }
    )
  }
})

/** WH-11: every link of the custody chain names who, to whom, where, when, in order of time. */
export const WH_11 = defineRule<{
  readonly from: string
  readonly to: string
  readonly place: string
  readonly at: string
  readonly previousAt: string | undefined
}>({
  id: 'WH-11',
  act: 'LOG',
  title: '每件物品从暂扣到出库的每一次流转都有时间、地点、交接人',
  sources: [source('BZH', '调查取证第2项')],
  check: ({ from, to, place, at, previousAt }) => {
    const missing = [
      ...(from.trim() ? [] : ['移交人']),
      ...(to.trim() ? [] : ['接收人']),
      ...(place.trim() ? [] : ['地点'])
    ]
    return [
      ...(missing.length > 0
        ? [{ message: `物品流转记录缺${missing.join('、')}`, missing, act: 'NEED' as const }]
        : []),
      ...(previousAt !== undefined && at < previousAt
        ? [{ message: '物品流转时间早于上一次流转，请核对', act: 'BLOCK' as const }]
        : [])
    ]
  }
})

/** WH-13: goods lie in a known location, apart from those of other owners. */
export const WH_13 = defineRule<{
  readonly name: string
  readonly location: string | undefined
  /** Other owners whose goods lie there. */
  readonly others: readonly string[]
  readonly separation: string | undefined
  readonly field: string
}>({
  id: 'WH-13',
  act: 'NEED',
  title: '物品按所属人分开存放，库位明确',
  sources: [source('DK-04', '第二部分第三条')],
  check: ({ name, location, others, separation, field }) => {
    if (!location) return { message: `请填写${name}的库位`, missing: [`${name}的库位`], field }
    return (
      others.length > 0 &&
      !separation && {
        message: `库位${location}已存放${others.join('、')}的物品，请另选库位，或写明分隔标识`,
        missing: ['分隔标识'],
        field
      }
    )
  }
})
