import {
  carrierStates,
  secrecyClasses,
  type CarrierState,
  type EndingKind,
  type SecrecyClass
} from '../../../contract/confidential/words'
import { formatDate } from '../../../contract/display'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'

/** What SEC-08 is asked about. */
export type CopyFacts =
  | {
      readonly about: 'request'
      readonly label: string
      readonly secrecy: SecrecyClass
      readonly living: boolean
      readonly purpose: string | undefined
      readonly consent: string | undefined
    }
  | {
      readonly about: 'make'
      readonly label: string
      readonly approved: boolean
      readonly done: boolean
      readonly state: CarrierState
      readonly secrecy: SecrecyClass
      readonly consent: boolean
      readonly stamped: boolean
    }

/**
 * SEC-08: copies by approval, arranged by the officer; 绝密 only with the issuer's written consent; each copy is a
 * carrier of its own.
 */
export const SEC_08 = defineRule<CopyFacts>({
  id: 'SEC-08',
  act: 'NEED',
  title: '复印须经保密工作分管领导同意，由保密员登记、安排；绝密须有发文机关书面同意；复制件视同原件管理',
  sources: [source('BC-17', '第五条'), source('LAW', '（保守国家秘密法）')],
  check: (facts) => {
    const said: Objection[] = []
    const needsConsent = facts.secrecy === 'topSecret'
    const noConsent = {
      message: `${secrecyClasses.topSecret}级文件不得擅自复制，须有发文机关书面同意`,
      missing: ['发文机关同意文号'],
      field: 'consent'
    }
    if (facts.about === 'request') {
      if (!facts.living) said.push({ message: `${facts.label}已不在本局，不能复制`, field: 'carrierId', act: 'BLOCK' })
      if (!facts.purpose) said.push({ message: '请写明复印用途', missing: ['用途'], field: 'purpose' })
      if (needsConsent && !facts.consent) said.push({ ...noConsent, act: 'BLOCK' })
      return said
    }
    if (facts.done) said.push({ message: '已经复制登记', act: 'BLOCK' })
    else if (!facts.approved) said.push({ message: '复印申请还没有批准', missing: ['批准的复印审批'], field: 'id' })
    if (facts.state !== 'cabinet')
      said.push({
        message: `${facts.label}${carrierStates[facts.state]}，收回入柜后才能复制`,
        field: 'id',
        act: 'BLOCK'
      })
    if (needsConsent && !facts.consent) said.push({ ...noConsent, act: 'BLOCK' })
    if (!facts.stamped) said.push({ message: '复制件须加盖复制戳记', missing: ['复制戳记'], field: 'stamped' })
    return said
  }
})

/** What SEC-09 is asked about. */
export type CheckFacts =
  | {
      readonly about: 'open'
      readonly openOther: string | undefined
      readonly already: string | undefined
      readonly future: boolean
      /** Named is a stretch that is none of the check's rounds as they are set. */
      readonly noRound: boolean
    }
  | {
      readonly about: 'count'
      readonly open: boolean
      readonly strangers: readonly string[]
      readonly twice: readonly string[]
      readonly impossible: readonly string[]
    }
  | {
      readonly about: 'close'
      readonly open: boolean
      readonly uncounted: number
      readonly memberSigned: boolean
      readonly late: boolean
      readonly lateReason: string | undefined
      readonly dueOn: string | undefined
    }

/**
 * SEC-09: every half-year, or as the bureau sets it, every carrier is checked against the cabinet; a missing one opens
 * an incident at once.
 */
export const SEC_09 = defineRule<CheckFacts, { checkMonths: { label: string; fallback: string; of: 'months' } }>({
  id: 'SEC-09',
  act: 'CLOCK',
  title: '定期（一般每半年）由保密员会同领导小组成员逐份核查，缺失的立即报告；找回的不自动结案',
  sources: [source('BC-17', '第三条、第七条')],
  parameters: { checkMonths: { label: '核查期满的月份（月底前完成）', fallback: '6,12', of: 'months' } },
  check: (facts) => {
    const said: Objection[] = []
    const block = (message: string, field?: string) =>
      said.push({ message, act: 'BLOCK', ...(field === undefined ? {} : { field }) })
    switch (facts.about) {
      case 'open':
        if (facts.openOther) block(`核查单${facts.openOther}还没有完成，请先完成`)
        if (facts.already) block(`这一期已有核查单${facts.already}`, 'half')
        if (facts.future) block('这一期还没有开始', 'half')
        else if (facts.noRound) block('现行设置里没有这一核查期', 'half')
        break
      case 'count':
        if (!facts.open) block('核查已经完成，不能再登记')
        if (facts.strangers.length > 0) block(`${facts.strangers.join('、')}不在本次核查的清单上`, 'counts')
        if (facts.twice.length > 0) block(`${facts.twice.join('、')}已经核对过`, 'counts')
        if (facts.impossible.length > 0)
          block(`${facts.impossible.join('、')}登记的状态与账面不符，请先办理归还或找回`, 'counts')
        break
      case 'close':
        if (!facts.open) block('核查已经完成')
        if (facts.uncounted > 0)
          said.push({
            message: `还有${facts.uncounted}份没有核对`,
            missing: [`${facts.uncounted}份载体的核对`],
            field: 'counts',
            act: 'NEED'
          })
        if (!facts.memberSigned)
          said.push({ message: '请核查的小组成员签字', missing: ['小组成员签字'], field: 'signature', act: 'NEED' })
        if (facts.late && !facts.lateReason)
          said.push({
            message: `应于${formatDate(facts.dueOn)}前完成，已逾期，请写明原因`,
            missing: ['逾期原因'],
            field: 'lateReason',
            act: 'NEED'
          })
    }
    return said
  }
})

/** What SEC-10 is asked about. */
export type EndingFacts =
  | {
      readonly about: 'request'
      readonly kind: EndingKind
      readonly agency: string | undefined
      readonly carriers: number
      /** Labels of carriers that are not in the cabinet, with where they are. */
      readonly elsewhere: readonly { readonly label: string; readonly state: CarrierState }[]
      /** Labels of carriers on another open list. */
      readonly spokenFor: readonly string[]
      readonly own: readonly string[]
      /** Named is a stretch that is none of the returns' rounds as they are set. */
      readonly noRound: boolean
    }
  | {
      readonly about: 'handOver'
      readonly approved: boolean
      readonly receipts: readonly { readonly label: string; readonly receipt: string | undefined }[]
      readonly elsewhere: readonly { readonly label: string; readonly state: CarrierState }[]
      readonly place: string | undefined
    }
  | {
      readonly about: 'destroy'
      readonly approved: boolean
      readonly supervisors: number
      readonly signed: number
      readonly place: string | undefined
      readonly elsewhere: readonly { readonly label: string; readonly state: CarrierState }[]
    }
  | {
      readonly about: 'dispatch'
      readonly label: string
      readonly own: boolean
      readonly state: CarrierState
      readonly spokenFor: boolean
    }
  | { readonly about: 'reversal'; readonly used: number }
  | {
      readonly about: 'receipt'
      readonly done: boolean
      readonly number: string | undefined
      readonly on: string
      readonly sentOn: string
      readonly today: string
      readonly late: boolean
      readonly lateReason: string | undefined
      readonly dueOn: string
    }

const placesOf = (elsewhere: readonly { readonly label: string; readonly state: CarrierState }[]) =>
  elsewhere.map(({ label, state }) => `${label}${carrierStates[state]}`).join('、')

/**
 * SEC-10: a carrier's life ends only by a list: returned or archived against receipt, or destroyed with approval and
 * two supervisors.
 */
export const SEC_10 = defineRule<
  EndingFacts,
  {
    receiptDays: { label: string; unit: string; fallback: number }
    returnMonths: { label: string; fallback: string; of: 'months' }
    supervisors: { label: string; unit: string; fallback: number }
  }
>({
  id: 'SEC-10',
  act: 'NEED',
  title: '定期清退，逐份凭回执；发出、归档凭回执；销毁须审批、列清册，除保密员和批准人外二人监销',
  sources: [source('BC-17', '第三条'), source('LAW', '（保守国家秘密法实施条例）')],
  parameters: {
    receiptDays: { label: '发文回执期限', unit: '日', fallback: 10 },
    returnMonths: { label: '清退期满的月份（月底前完成）', fallback: '12', of: 'months' },
    supervisors: { label: '监销人数', unit: '人', fallback: 2 }
  },
  check: (facts, { supervisors }) => {
    const said: Objection[] = []
    const block = (message: string, field?: string) =>
      said.push({ message, act: 'BLOCK', ...(field === undefined ? {} : { field }) })
    const unapproved = (approved: boolean) =>
      !approved && said.push({ message: '清册还没有批准', missing: ['批准的清册'], field: 'id' })
    switch (facts.about) {
      case 'request':
        if (facts.carriers === 0) said.push({ message: '请选择载体', missing: ['载体'], field: 'carrierIds' })
        if (!facts.agency)
          said.push({
            message: facts.kind === 'destroy' ? '销毁须送指定的涉密载体销毁单位，请写明单位' : '请写明接收单位',
            missing: [facts.kind === 'destroy' ? '销毁单位' : '接收单位'],
            field: 'agency'
          })
        if (facts.elsewhere.length > 0) block(`${placesOf(facts.elsewhere)}，收回入柜后才能列入`, 'carrierIds')
        if (facts.spokenFor.length > 0) block(`${facts.spokenFor.join('、')}已在别的清册上`, 'carrierIds')
        if (facts.noRound) block('现行设置里没有这一清退期', 'round')
        if (facts.kind === 'giveBack' && facts.own.length > 0)
          block(`${facts.own.join('、')}是本局文件的载体，没有可清退的发文机关；请归档或销毁`, 'carrierIds')
        break
      case 'handOver': {
        unapproved(facts.approved)
        const without = facts.receipts.filter(({ receipt }) => !receipt).map(({ label }) => label)
        if (facts.receipts.length === 0)
          said.push({ message: '请登记有回执的载体', missing: ['回执号'], field: 'receipts' })
        if (without.length > 0)
          said.push({
            message: `${without.join('、')}没有回执号，逐份凭回执销号`,
            missing: without.map((label) => `${label}的回执号`),
            field: 'receipts'
          })
        if (!facts.place) said.push({ message: '请写明交接地点', missing: ['地点'], field: 'place' })
        if (facts.elsewhere.length > 0) block(`${placesOf(facts.elsewhere)}，不能移交`, 'receipts')
        break
      }
      case 'destroy': {
        unapproved(facts.approved)
        if (facts.supervisors < supervisors)
          said.push({
            message: `销毁须${supervisors}人监销，现有${facts.supervisors}人`,
            missing: [`还缺${supervisors - facts.supervisors}名监销人`],
            field: 'supervisorIds',
            act: 'BLOCK'
          })
        else if (facts.signed < facts.supervisors)
          said.push({ message: '监销人须现场签字', missing: ['监销人签字'], field: 'signatures' })
        if (!facts.place) said.push({ message: '请写明销毁地点', missing: ['地点'], field: 'place' })
        if (facts.elsewhere.length > 0) block(`${placesOf(facts.elsewhere)}，不能销毁`, 'id')
        break
      }
      case 'dispatch':
        if (!facts.own) block('外来密级文件不能转发，清退给发文机关', 'carrierId')
        if (facts.state !== 'cabinet') block(`${facts.label}${carrierStates[facts.state]}，不能发出`, 'carrierId')
        if (facts.spokenFor) block(`${facts.label}已在清退或销毁清册上`, 'carrierId')
        break
      case 'reversal':
        if (facts.used > 0)
          block('已有传阅、复制、发出、失泄密事件或清退销毁记录，不能冲正；载体只能凭清册清退、归档、销毁', 'id')
        break
      case 'receipt':
        if (facts.done) block('回执已经登记')
        if (!facts.number) said.push({ message: '请填写回执号', missing: ['回执号'], field: 'receiptNumber' })
        if (facts.on > facts.today) block('回执日期不能晚于今天', 'receiptOn')
        if (facts.on < facts.sentOn) block('回执日期不能早于发出日期', 'receiptOn')
        if (facts.late && !facts.lateReason)
          said.push({
            message: `应于${formatDate(facts.dueOn)}前收到回执，已逾期，请写明原因`,
            missing: ['逾期原因'],
            field: 'lateReason'
          })
    }
    return said
  }
})
