import { describe, expect, it } from 'vitest'
import { expiryOf, periodObjections, type StatedPeriod } from '@main/ledgers/confidential/rules/period'
import { SEC_01, SEC_02, SEC_03, SEC_04, SEC_05, type EntryFacts } from '@main/ledgers/confidential/rules/register'
import { bookWith, held, plainBook } from '../../support/judged'

// The edges of keeping the register by BC-17 一、三、四、六, BZ-12 三1 and the ceilings of the law.
describe('SEC-01', () => {
  it('opens a cabinet with the key its holder has', () => {
    const key = (holds: boolean) => held(SEC_01.on({ about: 'key', cabinet: '一号柜', holder: '唐雨薇', holds }))
    expect(key(true)).toEqual([])
    expect(key(false)).toEqual(['BLOCK 一号柜的钥匙现由唐雨薇保管，请先办理保密员交接'])
  })

  it('hands over to an appointed officer after a full check, both signing', () => {
    const handed = (more: object) =>
      held(
        SEC_01.on({
          about: 'handover',
          toName: '石大勇',
          toHoldsPost: true,
          fromSigned: true,
          toSigned: true,
          checked: true,
          ...more
        })
      )
    expect(handed({})).toEqual([])
    expect(handed({ toHoldsPost: false })).toEqual(['BLOCK 石大勇今天没有任保密员，请先办理任职或代管'])
    expect(handed({ fromSigned: false })).toEqual(['NEED 移交人签字'])
    expect(handed({ toSigned: false })).toEqual(['NEED 接收人签字'])
    expect(handed({ checked: false })).toEqual(['NEED 接收人参加的全面核查'])
    expect(handed({ fromSigned: false, toSigned: false, checked: false })).toEqual([
      'NEED 移交人签字、接收人签字、接收人参加的全面核查'
    ])
  })
})

describe('SEC-02', () => {
  it('takes a title only where the machine may, and no attachment', () => {
    const title = (typed: boolean, allowed: boolean) => held(SEC_02.on({ about: 'title', typed, allowed }))
    expect([title(false, false), title(false, true), title(true, true)]).toEqual([[], [], []])
    expect(title(true, false)).toEqual(['BLOCK 本机没有确认可以登记标题，请填写代号；标题只记在纸质登记簿上'])
    const attached = (count: number) => held(SEC_02.on({ about: 'attachments', count }))
    expect(attached(0)).toEqual([])
    expect(attached(1)).toEqual(['BLOCK 密级文件不附扫描件和电子文件，请删去附件'])
  })

  it('opens titles on a basis the officer confirms', () => {
    const opened = (basis: string | undefined, confirmed: boolean) =>
      held(SEC_02.on({ about: 'switch', basis, confirmed }))
    expect(opened('涉密机台账3号', true)).toEqual([])
    expect(opened('涉密机台账3号', false)).toEqual(['NEED 保密员的确认'])
    expect(opened(undefined, true)).toEqual(['NEED 确认依据'])
    expect(opened(undefined, false)).toEqual(['NEED 保密员的确认、确认依据'])
  })
})

describe('SEC-03', () => {
  const entry: EntryFacts = {
    about: 'entry',
    secrecy: 'secret',
    central: false,
    received: '2026-05-19',
    issuedOn: '2026-05-10',
    today: '2026-05-19',
    issuer: '市委办',
    documentNumber: '云办〔2026〕3号',
    code: '甲3',
    title: undefined,
    notes: undefined,
    period: { kind: 'years', years: 20 },
    copyNumbers: ['001', '002'],
    copies: 2,
    pages: 6,
    noNumberReason: undefined,
    scopeCount: 1,
    cabinet: true,
    receivedBy: '唐雨薇',
    registered: []
  }
  const entered = (more: object) => held(SEC_03.on({ ...entry, ...more }))
  it.each([
    ['a whole entry', {}, []],
    ['a title in place of a code', { code: undefined, title: '通知' }, []],
    ['no code and no title', { code: undefined }, ['NEED 代号']],
    ['no day of issue', { issuedOn: undefined }, ['NEED 制发日期']],
    ['no issuer', { issuer: undefined }, ['NEED 来文机关']],
    ['no number', { documentNumber: undefined }, ['NEED 文号']],
    ['no pages', { pages: undefined }, ['NEED 页数']],
    ['no scope', { scopeCount: 0 }, ['NEED 知悉范围']],
    ['no cabinet', { cabinet: false }, ['NEED 存放的保密柜']],
    ['nobody who received it', { receivedBy: undefined }, ['NEED 签收人']],
    ['no copies', { copyNumbers: [] }, ['NEED 份号']],
    ['a day of issue after it came', { issuedOn: '2026-05-20' }, ['BLOCK 制发日期不能晚于收文日期']],
    ['issued the day it came', { issuedOn: '2026-05-19' }, []],
    ['come tomorrow', { received: '2026-05-20' }, ['BLOCK 收文日期不能晚于今天']],
    ['a 机密 without its copy number', { copyNumbers: ['001', undefined] }, ['BLOCK 机密级文件须逐份登记份号']],
    [
      'a 绝密 without its copy number',
      { secrecy: 'topSecret', copyNumbers: ['001', undefined] },
      ['BLOCK 绝密级文件须逐份登记份号']
    ],
    [
      'a 秘密 without a copy number, unexplained',
      { secrecy: 'confidential', period: { kind: 'years', years: 10 }, copyNumbers: ['001', undefined] },
      ['NEED 无份号的原因']
    ],
    [
      'a 秘密 without a copy number, explained',
      {
        secrecy: 'confidential',
        period: { kind: 'years', years: 10 },
        copyNumbers: ['001', undefined],
        noNumberReason: '来文未编'
      },
      []
    ],
    ['other copies than numbers', { copies: 3 }, ['BLOCK 份数填3份，份号有2个，请核对']],
    ['a number twice', { copyNumbers: ['001', '001'] }, ['BLOCK 份号001重复']],
    ['a number thrice, said once', { copyNumbers: ['001', '001', '001'], copies: 3 }, ['BLOCK 份号001重复']],
    [
      'a number of the same document entered before',
      { registered: [{ copyNumber: '001', number: 'MJ-1' }] },
      ['BLOCK 同一文号的份号001已登记在MJ-1，不能重复登记']
    ]
  ])('meets %s', (_, more, said) => {
    expect(entered(more)).toEqual(said)
  })

  it('asks nothing of a 中央文件 but its number, and takes nothing else', () => {
    const bare = { central: true, issuer: undefined, documentNumber: undefined, code: undefined }
    expect(entered(bare)).toEqual([])
    const said = ['BLOCK 中央文件只登记编号，不填代号、标题和备注']
    for (const typed of [{ code: '甲3' }, { title: '通知' }, { notes: '急' }, { code: '', title: '通知' }])
      expect(entered({ ...bare, ...typed }), JSON.stringify(typed)).toEqual(said)
  })

  it('holds a day of issue that is added later against the day it came and the ceiling, and asks no more', () => {
    const issued = (issuedOn: string, period: StatedPeriod) =>
      held(SEC_03.on({ about: 'issued', secrecy: 'confidential', issuedOn, received: '2026-05-19', period }))
    expect(issued('2026-05-19', { kind: 'years', years: 10 })).toEqual([])
    expect(issued('2026-05-20', { kind: 'years', years: 10 })).toEqual(['BLOCK 制发日期不能晚于收文日期'])
    expect(issued('2026-05-19', { kind: 'years', years: 11 })).toEqual([
      'BLOCK 秘密级的保密期限不超过10年，自制发日起最长到2036年5月19日'
    ])
  })

  const ceilings = { topSecretYears: 30, secretYears: 20, confidentialYears: 10 }
  const said = (secrecy: 'topSecret' | 'secret' | 'confidential' | 'internal', period: StatedPeriod) =>
    periodObjections(secrecy, '2026-05-10', period, ceilings).map(({ message, missing }) => missing ?? message)
  it('keeps within thirty, twenty and ten years of the day of issue; 内部 has no period', () => {
    for (const [secrecy, years, latest] of [
      ['topSecret', 30, '2056-05-10'],
      ['secret', 20, '2046-05-10'],
      ['confidential', 10, '2036-05-10']
    ] as const) {
      expect(said(secrecy, { kind: 'years', years })).toEqual([])
      expect(said(secrecy, { kind: 'years', years: years + 1 })).toHaveLength(1)
      expect(said(secrecy, { kind: 'until', until: latest })).toEqual([])
      expect(said(secrecy, { kind: 'until', until: latest.replace('-10', '-11') })).toHaveLength(1)
      expect(said(secrecy, { kind: 'condition', condition: '公布之日' })).toEqual([])
      expect(expiryOf(secrecy, '2026-05-10', { kind: 'condition', condition: '公布之日' }, ceilings)).toBe(latest)
    }
    expect(said('internal', { kind: 'years' })).toEqual([])
    expect(expiryOf('internal', '2026-05-10', { kind: 'years', years: 5 }, ceilings)).toBeNull()
    expect(expiryOf('secret', null, { kind: 'years', years: 5 }, ceilings)).toBeNull()
    expect(expiryOf('secret', null, { kind: 'until', until: '2030-01-01' }, ceilings)).toBe('2030-01-01')
    expect(expiryOf('secret', '2024-02-29', { kind: 'years', years: 1 }, ceilings)).toBe('2025-02-28')
  })

  it('asks for what a period of its kind says, and none that ends before it begins', () => {
    expect(said('secret', { kind: 'years' })).toEqual([['保密年限']])
    expect(said('secret', { kind: 'until' })).toEqual([['保密截止日期']])
    expect(said('secret', { kind: 'condition' })).toEqual([['解密条件']])
    expect(said('secret', { kind: 'until', until: '2026-05-09' })).toEqual(['保密期限不能早于制发日期'])
    expect(said('secret', { kind: 'until', until: '2026-05-10' })).toEqual([])
    const shorter = bookWith('SEC-03', { secretYears: 15 })
    expect(held(SEC_03.on(entry), shorter)).toHaveLength(1)
    expect(SEC_03.on({ ...entry, period: { kind: 'years', years: 21 } }).objections(plainBook)[0]?.field).toBe('period')
  })
})

describe('SEC-04', () => {
  it('registers what the officer signed for herself at once', () => {
    const consent = (isOfficer: boolean) =>
      held(SEC_04.on({ about: 'consent', personName: '唐雨薇', isOfficer, kind: 'colleague' }))
    expect(consent(false)).toEqual([])
    expect(consent(true)).toEqual(['BLOCK 保密员本人签收的不用登记代签收，请直接收文登记'])
  })

  const handed = (more: object) =>
    held(
      SEC_04.on({
        about: 'handingOver',
        personName: '石大勇',
        done: false,
        unopened: true,
        signed: true,
        late: false,
        lateReason: undefined,
        dueOn: '2026-05-19',
        kind: 'colleague',
        ...more
      })
    )
  it.each([
    ['unopened, signed, in time', {}, []],
    ['twice', { done: true }, ['BLOCK 已经移交']],
    ['opened', { unopened: false }, ['BLOCK 代签收的密级文件不得拆封；已拆封的请登记失泄密事件']],
    ['opened, from a meeting', { unopened: false, kind: 'meeting' }, []],
    ['unsigned', { signed: false }, ['NEED 石大勇签字']],
    ['late', { late: true }, ['NEED 逾期原因']],
    ['late for a reason', { late: true, lateReason: '车坏在路上' }, []]
  ])('takes over what was signed for her: %s', (_, more, said) => {
    expect(handed(more)).toEqual(said)
  })

  it('enters what others signed for or brought back from the record of its handing over', () => {
    const entered = (origin: 'direct' | 'colleague' | 'meeting', handedOver: boolean, fits = true) =>
      held(SEC_04.on({ about: 'entry', origin, handedOver, fits } as Parameters<typeof SEC_04.on>[0]))
    for (const origin of ['colleague', 'meeting'] as const) {
      expect(entered(origin, true)).toEqual([])
      expect(entered(origin, false)).toEqual(['NEED 移交记录'])
      expect(entered(origin, true, false)).toEqual(['BLOCK 移交记录与收文方式不符'])
    }
    expect(entered('direct', false, false)).toEqual([])
  })
})

describe('SEC-05', () => {
  it('asks for a class with its basis and scope; 内部 is none', () => {
    const asked = (basis: string | undefined, scopeCount: number, internal = false) =>
      held(SEC_05.on({ about: 'request', basis, scopeCount, internal }))
    expect(asked('定密事项第3条', 1)).toEqual([])
    expect(asked(undefined, 1)).toEqual(['NEED 定密依据'])
    expect(asked('定密事项第3条', 0)).toEqual(['NEED 知悉范围'])
    expect(asked(undefined, 0)).toEqual(['NEED 定密依据、知悉范围'])
    expect(asked('定密事项第3条', 1, true)).toEqual(['BLOCK 内部文件不是国家秘密，不用定密'])
  })

  it('registers what was decided, once, as it was decided', () => {
    const entered = (more: object) =>
      held(SEC_05.on({ about: 'entry', decided: true, registered: undefined, differing: [], ...more }))
    expect(entered({})).toEqual([])
    expect(entered({ decided: false })).toEqual(['NEED 批准的定密审批'])
    expect(entered({ registered: 'MJ-1' })).toEqual(['BLOCK 这项定密已登记为MJ-1，不能重复登记'])
    expect(entered({ differing: ['密级', '期限'] })).toEqual(['BLOCK 密级、期限与定密决定不一致，按决定登记'])
  })
})
