import {
  documentKinds,
  refusalGrounds,
  shortFormBases,
  type DocumentKind,
  type RefusalGround,
  type SealKind,
  type ShortFormBasis
} from '../../../contract/seals'
import type { StepRole } from '../../../kernel/approval/chain'
import { source } from '../../../kernel/rules/regulation'
import { defineRule } from '../../../kernel/rules/rule'

/** SEAL-08: counterfoil letters and signed outgoing documents go in short form, with their number. */
export const SEAL_08 = defineRule<{
  readonly basis: ShortFormBasis
  readonly documentKind: DocumentKind
  readonly documentNumber: string | undefined
  readonly signedBy: string | undefined
  readonly signedByLeader: boolean
  readonly signedOn: string | undefined
  readonly today: string
  readonly copies: number
  readonly alreadySealedAs: string | undefined
}>({
  id: 'SEAL-08',
  act: 'LOG',
  title: '带存根的介绍信和领导已签发的公文不需申请，凭文号（存根号）简易登记',
  sources: [source('DK-05', '第五条第（一）项')],
  check: ({
    basis,
    documentKind,
    documentNumber,
    signedBy,
    signedByLeader,
    signedOn,
    today,
    copies,
    alreadySealedAs
  }) => {
    const issued = basis === 'issuedDocument'
    const missing = [
      ...(documentNumber ? [] : [issued ? '公文文号' : '存根编号']),
      ...(issued && !signedBy ? ['签发领导'] : []),
      ...(issued && !signedOn ? ['签发日期'] : [])
    ]
    const proper: readonly DocumentKind[] = issued ? ['officialDocument', 'partyDocument'] : ['introduction']
    const block = (message: string, field: string) => ({ message, field, act: 'BLOCK' as const })
    return [
      ...(missing.length > 0
        ? [{ message: `简易登记还缺：${missing.join('、')}`, missing, act: 'NEED' as const }]
        : []),
      ...(proper.includes(documentKind)
        ? []
        : [
            block(
              `“${documentKinds[documentKind]}”不能按“${shortFormBases[basis]}”简易登记，请办理用印申请`,
              'documentKind'
            )
          ]),
      ...(issued && signedBy && !signedByLeader
        ? [block(`${signedBy}在签发之日不是局领导，公文应由局领导签发`, 'signedById')]
        : []),
      ...(signedOn && signedOn > today ? [block('签发日期不能晚于今天', 'signedOn')] : []),
      ...(!issued && copies > 1 ? [block('带存根的介绍信一号一份，请逐份登记', 'copies')] : []),
      ...(alreadySealedAs === undefined
        ? []
        : issued
          ? [
              {
                message: `文号${documentNumber ?? ''}已在${alreadySealedAs}用过这枚印章，确需再次用印请说明理由`,
                field: 'documentNumber',
                act: 'WARN' as const
              }
            ]
          : [block(`存根${documentNumber ?? ''}已在${alreadySealedAs}用印，不能重复`, 'documentNumber')])
    ]
  }
})

/** SEAL-09: the purpose is within the seal's scope. */
export const SEAL_09 = defineRule<{
  readonly sealName: string
  readonly scope: readonly DocumentKind[]
  readonly documentKind: DocumentKind
}>({
  id: 'SEAL-09',
  act: 'BLOCK',
  title: '用印内容须在印章使用范围之内',
  sources: [source('DK-05', '第四条、第五条第（四）项第2目')],
  check: ({ sealName, scope, documentKind }) =>
    !scope.includes(documentKind) && {
      message: `“${documentKinds[documentKind]}”不在“${sealName}”的使用范围内，请改用合适的印章`,
      field: 'sealId'
    }
})

/** SEAL-10: the seal agrees with the signing body; otherwise the record and the form carry 代章. */
export const SEAL_10 = defineRule<{
  readonly signingBody: string
  readonly imprintText: string
  readonly onBehalf: boolean
}>({
  id: 'SEAL-10',
  act: 'WARN',
  title: '印章与落款一致；不一致的注明“代章”',
  sources: [source('DK-05', '第五条第（一）项第2目、第（三）项')],
  check: ({ signingBody, imprintText, onBehalf }) =>
    signingBody !== imprintText &&
    !onBehalf && { message: `落款“${signingBody}”与印文“${imprintText}”不一致，应注明“代章”`, field: 'onBehalf' }
})

/** SEAL-11: a seal is used in the custody room by who has that very seal in hand; there is no way to take one out. */
export const SEAL_11 = defineRule<
  | { readonly of: 'place'; readonly place: 'custodyRoom' | 'elsewhere' }
  | { readonly of: 'hand'; readonly sealName: string; readonly inHand: boolean; readonly custodianName: string | null }
>({
  id: 'SEAL-11',
  act: 'BLOCK',
  title: '由该枚印章当时的保管人在保管室内用印，严禁携带印章外出',
  sources: [source('DK-05', '第五条第（二）项、第六条第（一）项')],
  check: (facts) => {
    if (facts.of === 'place')
      return (
        facts.place === 'elsewhere' && { message: '印章不得带出保管室使用，请将文件送到保管室用印', field: 'place' }
      )
    const { sealName, inHand, custodianName } = facts
    const who =
      custodianName === null
        ? '没有保管人，请先办理领取交接'
        : `现由${custodianName}保管，由其用印；换人须先办理交接或代管`
    return !inHand && { message: `“${sealName}”${who}` }
  }
})

/** SEAL-14: a refusal names one of the grounds, what it was about and what would put it right. */
export const SEAL_14 = defineRule<
  | {
      readonly of: 'refusal'
      readonly ground: RefusalGround | undefined
      readonly title: string | undefined
      readonly applicant: string | undefined
      readonly needed: string | undefined
    }
  | { readonly of: 'handler'; readonly name: string; readonly contract: boolean },
  { contract: { label: string; fallback: string } }
>({
  id: 'SEAL-14',
  act: 'LOG',
  title: '拒绝用印记明情形、文件、经办人和需补正事项，可打印',
  sources: [source('DK-05', '第五条第（四）项')],
  parameters: { contract: { label: '合同聘用人员可以经办用印（是/否）', fallback: '是' } },
  check: (facts, { contract }) => {
    if (facts.of === 'handler')
      return (
        facts.contract &&
        contract === '否' && { message: `${facts.name}是合同聘用人员，不能经办用印`, field: 'handler', act: 'BLOCK' }
      )
    const { ground, title, applicant, needed } = facts
    const missing = [
      ...(ground ? [] : [`拒绝情形（${Object.values(refusalGrounds).join('；')}）`]),
      ...(title ? [] : ['文件名称']),
      ...(applicant ? [] : ['经办人']),
      ...(needed ? [] : ['需补正事项'])
    ]
    return missing.length > 0 && { message: `拒绝用印登记还缺：${missing.join('、')}`, missing, act: 'BLOCK' }
  }
})

/** SEAL-15: seals of internal units other than the office are not for external business. */
export const SEAL_15 = defineRule<{
  readonly sealKind: SealKind
  readonly ofOffice: boolean
  readonly external: boolean
  readonly sealName: string
}>({
  id: 'SEAL-15',
  act: 'WARN',
  title: '除办公室外，部门印章不用于对外联系公务',
  sources: [source('DK-05', '第五条第（五）项')],
  check: ({ sealKind, ofOffice, external, sealName }) =>
    sealKind === 'unit' &&
    !ofOffice &&
    external && { message: `“${sealName}”是部门印章，不应用于对外文件`, field: 'addressee' }
})

/** SEAL-16: on enforcement documents legal review, leader in charge and head come before the bureau seal. */
export const SEAL_16 = defineRule<{
  readonly enforcement: boolean
  readonly sealKind: SealKind
  readonly signedRoles: readonly StepRole[]
}>({
  id: 'SEAL-16',
  act: 'NEED',
  title: '执法文书经法制审核、分管领导和主要领导签发后方可加盖本局印章',
  sources: [source('DK-09', '第三十一条'), source('BC-19', '第四条')],
  check: ({ enforcement, sealKind, signedRoles }) => {
    if (!enforcement || sealKind !== 'bureau') return
    const needed: readonly (readonly [StepRole, string])[] = [
      ['legalReviewer', '法制审核'],
      ['leader', '分管领导签发'],
      ['head', '主要领导签发']
    ]
    const missing = needed.filter(([role]) => !signedRoles.includes(role)).map(([, word]) => word)
    return missing.length > 0 && { message: `执法文书加盖本局印章还缺：${missing.join('、')}`, missing }
  }
})

/** SEAL-21: a licence is valid only with the administrative-approval seal. */
export const SEAL_21 = defineRule<{ readonly documentKind: DocumentKind; readonly sealKind: SealKind }>({
  id: 'SEAL-21',
  act: 'BLOCK',
  title: '行政许可须加盖行政审批章方为有效',
  sources: [source('BC-03', '第十四条')],
  check: ({ documentKind, sealKind }) =>
    documentKind === 'licence' &&
    sealKind !== 'approval' && { message: '行政许可应加盖行政审批专用章，否则许可无效', field: 'sealId' }
})
