import { carrierStates, type CarrierState } from '../../../contract/confidential/words'
import { formatDate, formatInstant } from '../../../contract/display'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'

/** What SEC-06 is asked about. */
export type ScopeFacts =
  | {
      readonly about: 'reader'
      readonly readerName: string
      readonly inScope: boolean
      readonly departed: boolean
      readonly number: string
    }
  | {
      readonly about: 'widening'
      readonly reason: string | undefined
      readonly added: number
      readonly already: readonly string[]
    }
  | {
      readonly about: 'narrowing'
      readonly removed: number
      readonly strangers: readonly string[]
      readonly left: number
    }

/** SEC-06: only people in the scope the file has at that moment see it or a copy of it. */
export const SEC_06 = defineRule<ScopeFacts>({
  id: 'SEC-06',
  act: 'BLOCK',
  title: '不得超出知悉范围传阅；扩大范围须经批准，缩小范围的立即收回；知悉机密级以上的人员留有记录',
  sources: [source('BC-17', '第三条'), source('LAW', '（保守国家秘密法）')],
  check: (facts) => {
    const said: Objection[] = []
    switch (facts.about) {
      case 'reader':
        if (facts.departed) said.push({ message: `${facts.readerName}已离岗，不能传阅`, field: 'readerId' })
        else if (!facts.inScope)
          said.push({
            message: `${facts.readerName}不在${facts.number}现在的知悉范围内，须先报批扩大范围`,
            field: 'readerId'
          })
        break
      case 'widening':
        if (facts.added === 0)
          said.push({ message: '请选择要列入的人员或职务', field: 'personIds', act: 'NEED', missing: ['人员或职务'] })
        if (facts.already.length > 0)
          said.push({ message: `${facts.already.join('、')}已在知悉范围内`, field: 'personIds' })
        if (!facts.reason)
          said.push({ message: '请写明工作需要', missing: ['扩大范围的理由'], field: 'reason', act: 'NEED' })
        break
      case 'narrowing':
        if (facts.removed === 0)
          said.push({ message: '请选择要移出的人员或职务', field: 'personIds', act: 'NEED', missing: ['人员或职务'] })
        if (facts.strangers.length > 0)
          said.push({ message: `${facts.strangers.join('、')}本来就不在知悉范围内`, field: 'personIds' })
        if (facts.left === 0) said.push({ message: '知悉范围不能空着，至少留一人', field: 'personIds' })
    }
    return said
  }
})

/** What SEC-07 is asked about. */
export type LegFacts =
  | {
      readonly about: 'lend'
      readonly label: string
      readonly state: CarrierState
      readonly holderName: string
      readonly readerSigned: boolean
      readonly readerName: string
    }
  | {
      readonly about: 'leave'
      readonly approved: boolean
      readonly fits: boolean
      readonly backBy: string
      readonly now: string
    }
  | {
      readonly about: 'leaveRequest'
      readonly backBy: string
      readonly now: string
      readonly destination: string | undefined
      readonly reason: string | undefined
    }
  | {
      readonly about: 'return'
      readonly label: string
      readonly open: boolean
      readonly pages: number
      readonly counted: number
      /** Number of an open incident about the missing pages. */
      readonly incident: string | undefined
      readonly late: boolean
      readonly lateReason: string | undefined
      readonly dueAt: string
      readonly dueOn: string
      readonly onLeave: boolean
    }

/** SEC-07: each leg goes officer → reader → officer; read in the office, back the same day, taken out only by leave. */
export const SEC_07 = defineRule<LegFacts, { returnDays: { label: string; unit: string; fallback: number } }>({
  id: 'SEC-07',
  act: 'BLOCK',
  title: '传阅逐人经保密员收交，不得横向传阅；在办公场所内使用，当日交回；带离须经批准并写明归还时间',
  sources: [source('BC-17', '第五条')],
  parameters: { returnDays: { label: '传阅归还期限（0为当日）', unit: '日', fallback: 0 } },
  check: (facts) => {
    const said: Objection[] = []
    switch (facts.about) {
      case 'lend':
        if (facts.state === 'reader' || facts.state === 'out')
          said.push({
            message: `${facts.label}现在在${facts.holderName}处，不得横向传阅；由保密员收回、清点页数后再送下一人`,
            field: 'carrierId'
          })
        else if (facts.state !== 'cabinet')
          said.push({ message: `${facts.label}${carrierStates[facts.state]}，不能送阅`, field: 'carrierId' })
        if (!facts.readerSigned)
          said.push({
            message: `请由${facts.readerName}签字领取`,
            missing: [`${facts.readerName}签字`],
            field: 'signature',
            act: 'NEED'
          })
        break
      case 'leave':
        if (!facts.approved)
          said.push({
            message: '带离办公场所须先经保密工作分管领导批准',
            missing: ['批准的带出申请'],
            field: 'leaveId',
            act: 'NEED'
          })
        else if (!facts.fits) said.push({ message: '带出申请批准的不是这一份、这个人', field: 'leaveId' })
        else if (facts.backBy <= facts.now)
          said.push({ message: `批准的归还时间${formatInstant(facts.backBy)}已过`, field: 'leaveId' })
        break
      case 'leaveRequest': {
        const missing = [...(facts.destination ? [] : ['带往地点']), ...(facts.reason ? [] : ['带出理由'])]
        if (missing.length > 0)
          said.push({ message: `带出须写明${missing.join('、')}`, missing, field: 'destination', act: 'NEED' })
        if (facts.backBy <= facts.now) said.push({ message: '归还时间应晚于现在', field: 'backBy' })
        break
      }
      case 'return':
        if (!facts.open) said.push({ message: `${facts.label}已经归还`, field: 'id' })
        if (facts.counted !== facts.pages && !facts.incident)
          said.push({
            message: `${facts.label}应有${facts.pages}页，清点${facts.counted}页，不能归还入柜；请当面查清，查不到的登记页数短缺事件后再收`,
            field: 'pages'
          })
        if (facts.late && !facts.lateReason)
          said.push({
            message: `应于${facts.onLeave ? formatInstant(facts.dueAt) : formatDate(facts.dueOn)}前归还，已逾期，请写明原因`,
            missing: ['逾期原因'],
            field: 'lateReason',
            act: 'NEED'
          })
    }
    return said
  }
})
