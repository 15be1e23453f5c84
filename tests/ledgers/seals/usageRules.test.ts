import { describe, expect, it } from 'vitest'
import type { StepRole } from '@main/kernel/approval/chain'
import type { SealKind } from '@main/contract/seals'
import { SEAL_07 } from '@main/ledgers/seals/rules/approval'
import { SEAL_08, SEAL_09, SEAL_10, SEAL_11, SEAL_14, SEAL_15, SEAL_16, SEAL_21 } from '@main/ledgers/seals/rules/usage'
import { bookWith, held } from '../../support/judged'

// The edges of using a seal by DK-05 四、五, DK-09 三十一, BC-03 十四.
const today = '2026-05-19'

describe('SEAL-07', () => {
  const owner = { name: '某局长', departed: false, isHead: true, documentKind: 'cheque' } as const
  const applied = (more: object) =>
    held(
      SEAL_07.on({
        of: 'application',
        documentNumber: '洞城〔2026〕1号',
        alreadySealedAs: undefined,
        owner: undefined,
        ...more
      })
    )
  it.each([
    ['once for a number', {}, []],
    ['again for a number', { alreadySealedAs: 'YY-1' }, ['WARN 文号洞城〔2026〕1号已在YY-1用过这枚印章']],
    ['with the head’s own seal on a cheque', { owner }, []],
    [
      'with another leader’s seal on a cheque',
      { owner: { ...owner, isHead: false } },
      ['BLOCK 支票只用局长个人印章，某局长不是主要领导']
    ],
    [
      'with another leader’s seal on another paper',
      { owner: { ...owner, isHead: false, documentKind: 'contract' } },
      []
    ],
    [
      'with the seal of one who left',
      { owner: { ...owner, departed: true } },
      ['BLOCK 某局长已离岗，其个人印章不得再用，应当日收回']
    ]
  ])('applied for %s', (_how, more, expected) => {
    expect(applied(more)).toEqual(expected)
  })

  const all: readonly StepRole[] = ['unitHead', 'leader', 'head']
  const stamping = {
    of: 'stamping',
    sealKind: 'bureau',
    approved: true,
    consumedAs: undefined,
    approvedCopies: 5,
    usedCopies: 2,
    copies: 3,
    approvedImpressions: 10,
    usedImpressions: 4,
    impressions: 6,
    owner: undefined,
    enforcement: false,
    signedRoles: all,
    authorised: false
  } as const
  const stamped = (more: object) => held(SEAL_07.on({ ...stamping, ...more }))
  it.each([
    ['the rest of what was approved', {}, []],
    ['one copy too many', { copies: 4 }, ['BLOCK 批准5份，已盖2份，不能再盖4份；增加份数请另行申请']],
    ['at once too many copies', { usedCopies: 0, copies: 6 }, ['BLOCK 批准5份，不能盖6份；增加份数请另行申请']],
    ['one impression too many', { impressions: 7 }, ['BLOCK 批准用印10次，已盖4次，不能再盖7次；增加次数请另行申请']],
    [
      'at once too many impressions',
      { usedImpressions: 0, impressions: 11 },
      ['BLOCK 批准用印10次，不能盖11次；增加次数请另行申请']
    ],
    ['unapproved', { approved: false }, ['NEED 用印审批']],
    ['used up', { consumedAs: 'YY-9' }, ['BLOCK 这份审批已用印（YY-9），不能重复使用，请重新申请']],
    [
      'of one who left',
      { owner: { ...owner, departed: true }, approved: false },
      ['BLOCK 某局长已离岗，其个人印章不得再用，应当日收回']
    ]
  ])('stamped %s', (_what, more, expected) => {
    expect(stamped(more)).toEqual(expected)
  })

  const chains: readonly (readonly [SealKind, readonly StepRole[], readonly string[]])[] = [
    ['bureau', all, ['部门（单位）负责人审批', '分管领导审批', '局领导审批']],
    ['partyGroup', all, ['部门（单位）负责人审批', '分管领导审批', '局领导审批']],
    ['contract', all, ['部门（单位）负责人审批', '分管领导审批', '局领导审批']],
    ['unit', ['unitHead'], ['部门（单位）负责人审批']],
    ['institution', ['unitHead'], ['部门（单位）负责人审批']],
    ['approval', ['unitHead'], ['部门（单位）负责人审批']],
    ['caseReview', ['unitHead'], ['部门（单位）负责人审批']],
    ['jointReview', ['unitHead'], ['部门（单位）负责人审批']],
    ['personal', ['unitHead', 'person'], ['部门（单位）负责人审批', '印章所刻领导本人审批']],
    ['finance', ['financeHead', 'leader:finance'], ['财务负责人审批', '分管财务领导审批']]
  ]
  it.each(chains)('a %s seal needs %j', (sealKind, roles, words) => {
    expect(stamped({ sealKind, signedRoles: roles })).toEqual([])
    expect(stamped({ sealKind, signedRoles: [] })).toEqual([`NEED ${words.join('、')}`])
    for (const [index, role] of roles.entries())
      expect(stamped({ sealKind, signedRoles: roles.filter((each) => each !== role) })).toEqual([
        `NEED ${words[index] ?? ''}`
      ])
  })

  it('a personal seal on penalties also needs legal review; the head may have authorised the office director', () => {
    const personal = { sealKind: 'personal', signedRoles: ['unitHead', 'person'] }
    expect(stamped({ ...personal, enforcement: true })).toEqual(['NEED 法制审核审批'])
    expect(stamped({ ...personal, enforcement: true, signedRoles: ['legalReviewer', 'unitHead', 'person'] })).toEqual(
      []
    )
    expect(stamped({ enforcement: true })).toEqual([])
    const director = ['unitHead', 'leader', 'officeDirector']
    expect(stamped({ signedRoles: director, authorised: true })).toEqual([])
    expect(stamped({ signedRoles: director })).toEqual(['NEED 局领导审批'])
    expect(stamped({ signedRoles: ['unitHead', 'officeDirector'], authorised: true })).toEqual(['NEED 分管领导审批'])
    expect(stamped({ signedRoles: ['unitHead', 'leader'], authorised: true })).toEqual(['NEED 局领导或办公室主任审批'])
  })
})

describe('SEAL-08', () => {
  const issued = {
    basis: 'issuedDocument',
    documentKind: 'officialDocument',
    documentNumber: '洞城〔2026〕1号',
    signedBy: '某局长',
    signedByLeader: true,
    signedOn: today,
    today,
    copies: 3,
    alreadySealedAs: undefined
  } as const
  const entered = (more: object) => held(SEAL_08.on({ ...issued, ...more }))
  const letter = {
    basis: 'counterfoil',
    documentKind: 'introduction',
    signedBy: undefined,
    signedOn: undefined,
    copies: 1
  }
  it.each([
    ['a signed document', {}, []],
    ['a signed party document', { documentKind: 'partyDocument' }, []],
    [
      'a contract',
      { documentKind: 'contract' },
      [expect.stringMatching(/^BLOCK “.+”不能按“.+”简易登记，请办理用印申请$/u)]
    ],
    [
      'a document without number, signer and day',
      { documentNumber: '', signedBy: undefined, signedOn: undefined },
      ['NEED 公文文号、签发领导、签发日期']
    ],
    [
      'a document signed by no leader',
      { signedByLeader: false },
      ['BLOCK 某局长在签发之日不是局领导，公文应由局领导签发']
    ],
    ['a document signed tomorrow', { signedOn: '2026-05-20' }, ['BLOCK 签发日期不能晚于今天']],
    [
      'a document sealed before',
      { alreadySealedAs: 'YY-1' },
      ['WARN 文号洞城〔2026〕1号已在YY-1用过这枚印章，确需再次用印请说明理由']
    ],
    ['a counterfoil letter', letter, []],
    ['a counterfoil letter without its number', { ...letter, documentNumber: '' }, ['NEED 存根编号']],
    [
      'a document as counterfoil letter',
      { ...letter, documentKind: 'officialDocument' },
      [expect.stringMatching(/^BLOCK “.+”不能按/u)]
    ],
    ['two of one counterfoil', { ...letter, copies: 2 }, ['BLOCK 带存根的介绍信一号一份，请逐份登记']],
    [
      'a counterfoil used before',
      { ...letter, alreadySealedAs: 'YY-1' },
      ['BLOCK 存根洞城〔2026〕1号已在YY-1用印，不能重复']
    ],
    ['a counterfoil letter signed by whoever', { ...letter, signedBy: '某人', signedByLeader: false }, []]
  ])('%s', (_what, more, expected) => {
    expect(entered(more)).toEqual(expected)
  })
})

it('SEAL-09 the paper is within what the seal is for', () => {
  const used = (scope: readonly 'contract'[]) =>
    held(SEAL_09.on({ sealName: '合同章', scope, documentKind: 'contract' }))
  expect([used(['contract']), used([]).length]).toEqual([[], 1])
})

it('SEAL-10 the signing body is the imprint’s, or the seal stands for another', () => {
  const signed = (signingBody: string, onBehalf: boolean) =>
    held(SEAL_10.on({ signingBody, imprintText: '某局', onBehalf })).length
  expect([signed('某局', false), signed('某队', true), signed('某队', false), signed('某局', true)]).toEqual([
    0, 0, 1, 0
  ])
})

it('SEAL-11 in the custody room, by whoever has that seal in hand', () => {
  const at = (place: 'custodyRoom' | 'elsewhere') => held(SEAL_11.on({ of: 'place', place })).length
  expect([at('custodyRoom'), at('elsewhere')]).toEqual([0, 1])
  const by = (inHand: boolean, custodianName: string | null) =>
    held(SEAL_11.on({ of: 'hand', sealName: '公章', inHand, custodianName }))
  expect(by(true, '甲')).toEqual([])
  expect(by(false, '甲')).toEqual(['BLOCK “公章”现由甲保管，由其用印；换人须先办理交接或代管'])
  expect(by(false, null)).toEqual(['BLOCK “公章”没有保管人，请先办理领取交接'])
})

it('SEAL-14 a refusal says why, of what, for whom and what would put it right; contract staff as the bureau set', () => {
  const refusal = { of: 'refusal', ground: 'outOfScope', title: '某文件', applicant: '甲', needed: '补办' } as const
  const missing = (more: object) => held(SEAL_14.on({ ...refusal, ...more }))
  expect(missing({})).toEqual([])
  expect(missing({ ground: undefined })).toEqual([expect.stringContaining('拒绝情形（')])
  expect(missing({ title: '', applicant: '', needed: '' })).toEqual(['BLOCK 文件名称、经办人、需补正事项'])
  const handler = (contract: boolean, set: string) =>
    held(SEAL_14.on({ of: 'handler', name: '乙', contract }), bookWith('SEAL-14', { contract: set }))
  expect([handler(true, '是'), handler(false, '否')]).toEqual([[], []])
  expect(handler(true, '否')).toEqual(['BLOCK 乙是合同聘用人员，不能经办用印'])
  expect(held(SEAL_14.on({ of: 'handler', name: '乙', contract: true }))).toEqual([])
})

it('SEAL-15 a unit’s seal is not for outside, the office’s is', () => {
  const used = (more: object) =>
    held(SEAL_15.on({ sealKind: 'unit', ofOffice: false, external: true, sealName: '某章', ...more })).length
  expect([used({}), used({ ofOffice: true }), used({ external: false }), used({ sealKind: 'bureau' })]).toEqual([
    1, 0, 0, 0
  ])
})

it('SEAL-16 enforcement papers under the bureau seal have legal review, leader and head', () => {
  const signed = (signedRoles: readonly StepRole[], more: object = {}) =>
    held(SEAL_16.on({ enforcement: true, sealKind: 'bureau', signedRoles, ...more }))
  expect(signed([])).toEqual(['NEED 法制审核、分管领导签发、主要领导签发'])
  expect(signed(['legalReviewer', 'head'])).toEqual(['NEED 分管领导签发'])
  expect(signed(['legalReviewer', 'leader', 'head'])).toEqual([])
  expect([signed([], { enforcement: false }), signed([], { sealKind: 'unit' })]).toEqual([[], []])
})

it('SEAL-21 a licence bears the approval seal, other papers any', () => {
  const sealed = (documentKind: 'licence' | 'contract', sealKind: SealKind) =>
    held(SEAL_21.on({ documentKind, sealKind })).length
  expect([sealed('licence', 'approval'), sealed('licence', 'bureau'), sealed('contract', 'bureau')]).toEqual([0, 1, 0])
})
