import { formatDate } from '../../../contract/display'
import { secrecyClasses, type Origin, type SecrecyClass } from '../../../contract/confidential/words'
import { source } from '../../../kernel/rules/regulation'
import { defineRule, type Objection } from '../../../kernel/rules/rule'
import { periodObjections, type StatedPeriod } from './period'

const law = source('LAW', '（保守国家秘密法）')

/** What SEC-01 is asked about. */
export type OfficeFacts =
  | { readonly about: 'key'; readonly cabinet: string; readonly holder: string; readonly holds: boolean }
  | {
      readonly about: 'handover'
      readonly toName: string
      readonly toHoldsPost: boolean
      readonly fromSigned: boolean
      readonly toSigned: boolean
      /** A full check, finished today or yesterday, that the receiver took part in. */
      readonly checked: boolean
    }

/**
 * SEC-01: the appointed officer alone keeps the files; cabinet and keys pass by handover. That nobody stands on both
 * sides is K-12 (office/approvals/parties.ts).
 */
export const SEC_01 = defineRule<OfficeFacts>({
  id: 'SEC-01',
  act: 'BLOCK',
  title: '密级文件由指定的保密员专人管理，钥匙随交接，收交、核查、销毁双方不得为同一人',
  sources: [source('BC-17', '第三条、第四条、第六条'), source('BZ-12', '第三条')],
  check: (facts) => {
    switch (facts.about) {
      case 'key':
        return (
          !facts.holds && {
            message: `${facts.cabinet}的钥匙现由${facts.holder}保管，请先办理保密员交接`,
            field: 'cabinetId'
          }
        )
      case 'handover': {
        const missing = [
          ...(facts.fromSigned ? [] : ['移交人签字']),
          ...(facts.toSigned ? [] : ['接收人签字']),
          ...(facts.checked ? [] : ['接收人参加的全面核查'])
        ]
        const said: Objection[] = []
        if (!facts.toHoldsPost)
          said.push({ message: `${facts.toName}今天没有任保密员，请先办理任职或代管`, field: 'toPersonId' })
        if (missing.length > 0)
          said.push({
            message: `保密员交接须逐份核查后双方签字，还缺${missing.join('、')}`,
            missing,
            field: 'signatures',
            act: 'NEED'
          })
        return said
      }
    }
  }
})

/** What SEC-02 is asked about. */
export type ContentFacts =
  | { readonly about: 'title'; readonly typed: boolean; readonly allowed: boolean }
  | { readonly about: 'switch'; readonly basis: string | undefined; readonly confirmed: boolean }
  | { readonly about: 'attachments'; readonly count: number }

/** SEC-02: the register holds no content; titles only where the officer confirmed that the machine may. */
export const SEC_02 = defineRule<ContentFacts, { hideMinutes: { label: string; unit: string; fallback: number } }>({
  id: 'SEC-02',
  act: 'BLOCK',
  title: '登记簿不存文件内容；标题、来文机关、备注加密保存，查阅留痕，不向他人透露',
  sources: [source('BC-17', '第四条'), source('BZ-12', '第三条'), law],
  parameters: { hideMinutes: { label: '离开后隐藏屏幕', unit: '分钟', fallback: 2 } },
  check: (facts) => {
    switch (facts.about) {
      case 'title':
        return (
          facts.typed &&
          !facts.allowed && { message: '本机没有确认可以登记标题，请填写代号；标题只记在纸质登记簿上', field: 'title' }
        )
      case 'switch':
        return (
          (!facts.basis || !facts.confirmed) && {
            message: '开启标题登记须由保密员确认本机可以处理国家秘密并写明依据',
            missing: [...(facts.confirmed ? [] : ['保密员的确认']), ...(facts.basis ? [] : ['确认依据'])],
            field: 'basis',
            act: 'NEED' as const
          }
        )
      case 'attachments':
        return facts.count > 0 && { message: '密级文件不附扫描件和电子文件，请删去附件', field: 'attachments' }
    }
  }
})

/** What SEC-03 is asked about: an entry of the register, or a day of issue that an old register did not say. */
export type RegisterFacts =
  | EntryFacts
  | {
      readonly about: 'issued'
      readonly secrecy: SecrecyClass
      readonly issuedOn: string
      readonly received: string
      readonly period: StatedPeriod
    }

export interface EntryFacts {
  readonly about: 'entry'
  readonly secrecy: SecrecyClass
  readonly central: boolean
  readonly received: string
  readonly issuedOn: string | undefined
  readonly today: string
  readonly issuer: string | undefined
  readonly documentNumber: string | undefined
  readonly code: string | undefined
  readonly title: string | undefined
  readonly notes: string | undefined
  readonly period: StatedPeriod
  /** Copy numbers as read from what was typed; undefined for a carrier without one. */
  readonly copyNumbers: readonly (string | undefined)[]
  readonly copies: number
  readonly pages: number | undefined
  readonly noNumberReason: string | undefined
  readonly scopeCount: number
  readonly cabinet: boolean
  readonly receivedBy: string | undefined
  /** Copy numbers of the same document that are registered already, with their register numbers. */
  readonly registered: readonly { readonly copyNumber: string; readonly number: string }[]
}

const ceilingParameters = {
  topSecretYears: { label: '绝密期限上限', unit: '年', fallback: 30 },
  secretYears: { label: '机密期限上限', unit: '年', fallback: 20 },
  confidentialYears: { label: '秘密期限上限', unit: '年', fallback: 10 }
}

/** SEC-03: an entry says everything a register has to say, within the law's ceilings; 中央文件 by number only. */
export const SEC_03 = defineRule<RegisterFacts, typeof ceilingParameters>({
  id: 'SEC-03',
  act: 'BLOCK',
  title: '收文登记要素齐全，期限自制发日起不超过上限，绝密、机密须有份号，份号不重复，中央文件只登记编号',
  sources: [source('BC-17', '第三条'), source('BZ-12', '第三条第1项'), law],
  parameters: ceilingParameters,
  check: (facts, ceilings) => {
    const said: Objection[] = []
    if (facts.issuedOn && facts.issuedOn > facts.received)
      said.push({ message: '制发日期不能晚于收文日期', field: 'issuedOn' })
    if (facts.issuedOn) said.push(...periodObjections(facts.secrecy, facts.issuedOn, facts.period, ceilings))
    if (facts.about === 'issued') return said
    const numbered = facts.copyNumbers.filter((each) => each !== undefined)
    const missing = [
      ...(facts.issuedOn ? [] : ['制发日期']),
      ...(facts.central || facts.issuer ? [] : ['来文机关']),
      ...(facts.central || facts.documentNumber ? [] : ['文号']),
      ...(facts.central || facts.code || facts.title ? [] : ['代号']),
      ...(facts.pages ? [] : ['页数']),
      ...(facts.copyNumbers.length > 0 ? [] : ['份号']),
      ...(facts.scopeCount > 0 ? [] : ['知悉范围']),
      ...(facts.cabinet ? [] : ['存放的保密柜']),
      ...(facts.receivedBy ? [] : ['签收人'])
    ]
    if (missing.length > 0) said.push({ message: `登记信息要齐全，还缺${missing.join('、')}`, missing, act: 'NEED' })
    if (facts.central && [facts.code, facts.title, facts.notes].some(Boolean))
      said.push({ message: '中央文件只登记编号，不填代号、标题和备注', field: 'code' })
    if (facts.received > facts.today) said.push({ message: '收文日期不能晚于今天', field: 'receivedOn' })
    const unnumbered = facts.copyNumbers.length - numbered.length
    if (unnumbered > 0 && (facts.secrecy === 'topSecret' || facts.secrecy === 'secret'))
      said.push({ message: `${secrecyClasses[facts.secrecy]}级文件须逐份登记份号`, field: 'copyNumbers' })
    else if (unnumbered > 0 && !facts.noNumberReason)
      said.push({ message: '没有份号的请写明原因', missing: ['无份号的原因'], field: 'noNumberReason', act: 'NEED' })
    if (facts.copyNumbers.length > 0 && facts.copies !== facts.copyNumbers.length)
      said.push({ message: `份数填${facts.copies}份，份号有${facts.copyNumbers.length}个，请核对`, field: 'copies' })
    const twice = numbered.filter((each, index) => numbered.indexOf(each) !== index)
    if (twice.length > 0) said.push({ message: `份号${[...new Set(twice)].join('、')}重复`, field: 'copyNumbers' })
    for (const { copyNumber, number } of facts.registered)
      said.push({ message: `同一文号的份号${copyNumber}已登记在${number}，不能重复登记`, field: 'copyNumbers' })
    return said
  }
})

/** What SEC-04 is asked about. */
export type DeliveryFacts =
  | {
      readonly about: 'consent'
      readonly personName: string
      readonly isOfficer: boolean
      readonly kind: 'colleague' | 'meeting'
    }
  | {
      readonly about: 'handingOver'
      readonly personName: string
      readonly done: boolean
      readonly unopened: boolean
      readonly signed: boolean
      readonly late: boolean
      readonly lateReason: string | undefined
      readonly dueOn: string
      readonly kind: 'colleague' | 'meeting'
    }
  | { readonly about: 'entry'; readonly origin: Origin; readonly handedOver: boolean; readonly fits: boolean }

/**
 * SEC-04: the officer signs for what comes in; who signs for her hands it over unopened the same day; what is brought
 * back within a working day.
 */
export const SEC_04 = defineRule<DeliveryFacts, { broughtBackDays: { label: string; unit: string; fallback: number } }>(
  {
    id: 'SEC-04',
    act: 'CLOCK',
    title: '外来密级文件由保密员签收；经同意代签收的不得拆封，当日移交；会议、出差带回的及时交保密员',
    sources: [source('BC-17', '第六条')],
    parameters: { broughtBackDays: { label: '带回文件移交期限', unit: '工作日', fallback: 1 } },
    check: (facts) => {
      switch (facts.about) {
        case 'consent':
          return (
            facts.isOfficer && {
              message: '保密员本人签收的不用登记代签收，请直接收文登记',
              field: 'personId',
              act: 'BLOCK' as const
            }
          )
        case 'handingOver': {
          const said: Objection[] = []
          if (facts.done) said.push({ message: '已经移交', act: 'BLOCK' })
          if (facts.kind === 'colleague' && !facts.unopened)
            said.push({
              message: '代签收的密级文件不得拆封；已拆封的请登记失泄密事件',
              field: 'unopened',
              act: 'BLOCK'
            })
          if (!facts.signed)
            said.push({
              message: `请由${facts.personName}签字移交`,
              missing: [`${facts.personName}签字`],
              field: 'signature',
              act: 'NEED'
            })
          if (facts.late && !facts.lateReason)
            said.push({
              message: `应于${formatDate(facts.dueOn)}移交，已逾期，请写明原因`,
              missing: ['逾期原因'],
              field: 'lateReason',
              act: 'NEED'
            })
          return said
        }
        case 'entry': {
          const needs = facts.origin === 'colleague' || facts.origin === 'meeting'
          if (needs && !facts.handedOver)
            return {
              message: '请先登记代签收或带回，并由经手人签字移交',
              missing: ['移交记录'],
              field: 'deliveryId',
              act: 'NEED' as const
            }
          return (
            needs && !facts.fits && { message: '移交记录与收文方式不符', field: 'deliveryId', act: 'BLOCK' as const }
          )
        }
      }
    }
  }
)

/** What SEC-05 is asked about. */
export type OwnFacts =
  | {
      readonly about: 'request'
      readonly basis: string | undefined
      readonly scopeCount: number
      readonly internal: boolean
    }
  | {
      readonly about: 'entry'
      readonly decided: boolean
      readonly registered: string | undefined
      /** What the entry says differently from the decision. */
      readonly differing: readonly string[]
    }

/**
 * SEC-05: the class of our own files is reviewed by the officer and decided by the leader in charge before they are
 * registered.
 */
export const SEC_05 = defineRule<OwnFacts>({
  id: 'SEC-05',
  act: 'NEED',
  title: '本局产生的文件先定密：保密员审查，保密工作分管领导决定密级、依据、期限和知悉范围，再登记',
  sources: [source('BC-17', '第一条')],
  check: (facts) => {
    if (facts.about === 'request') {
      const missing = [...(facts.basis ? [] : ['定密依据']), ...(facts.scopeCount > 0 ? [] : ['知悉范围'])]
      return [
        ...(facts.internal
          ? [{ message: '内部文件不是国家秘密，不用定密', field: 'secrecy', act: 'BLOCK' as const }]
          : []),
        ...(missing.length > 0 ? [{ message: `定密须写明${missing.join('、')}`, missing, field: 'basis' }] : [])
      ]
    }
    if (!facts.decided)
      return { message: '本局文件须先定密再登记', missing: ['批准的定密审批'], field: 'classificationId' }
    if (facts.registered)
      return { message: `这项定密已登记为${facts.registered}，不能重复登记`, field: 'classificationId', act: 'BLOCK' }
    return (
      facts.differing.length > 0 && {
        message: `${facts.differing.join('、')}与定密决定不一致，按决定登记`,
        field: 'classificationId',
        act: 'BLOCK' as const
      }
    )
  }
})
