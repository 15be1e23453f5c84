import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import {
  Carrier,
  CarrierStanding,
  ConfidentialFile,
  CopyRequest,
  EndingRecord,
  Lapse,
  Leg
} from '@main/ledgers/confidential/entities'
import { recordIssued } from '@main/ledgers/confidential/file/register'
import { confidentialDue } from '@main/ledgers/confidential/due'
import { confidentialProofs } from '@main/ledgers/confidential/proofs'
import { commitImport, tryImport } from '@main/office/outputs/importService'
import { verifyHouse } from '@main/office/administration/verify'
import { loadShippedCalendar } from '@main/office/session/founding'
import { ExceptionEntry } from '@main/platform/database/auditEntities'
import { onBothEngines } from '../../support/house'
import { aBureau, aPerson } from '../../support/people'
import type { Person } from '@main/office/entities'
import { actingIn, reads } from '../../support/confidential'

const sample = (name: string) => fileURLToPath(new URL(`../../support/samples/${name}`, import.meta.url))
const path = sample('密级文件登记簿.xlsx')

interface Truth {
  readonly counts: {
    readonly filesWithoutDuplicate: number
    readonly carriersReceivedRegistered: number
    readonly byClassFiles: Readonly<Record<string, number>>
    readonly legs: number
    readonly copyRows: number
    readonly copiesMade: number
    readonly returned: number
    readonly legallyDestroyed: number
  }
  readonly planted: readonly { readonly sheet: string; readonly row: number; readonly kind: string }[]
}

onBothEngines('import of the register of confidential files', (house) => {
  let officer: Person
  let truth: Truth
  beforeAll(async () => {
    truth = JSON.parse(await readFile(sample('密级文件登记簿.truth.json'), 'utf8')) as Truth
    await aBureau(house(), 'baicheng-bureau')
    await loadShippedCalendar(house())
    house().clock.setDay('2026-10-12')
    officer = await aPerson(house(), { name: '沈云琦', posts: ['confidentialityOfficer'] })
  })
  const order = async () => ({
    kind: 'confidential',
    file: { path, name: '密级文件登记簿.xlsx' },
    createUnknown: true,
    sha256: createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  })

  it('SEC-03 SEC-07 SEC-08 SEC-10 names the six planted mistakes, reads the traps right and holds no row for them', async () => {
    const { report } = await tryImport(await reads(house(), officer), await order())
    for (const { sheet, row, kind } of truth.planted)
      expect(
        report.problems
          .filter((problem) => problem.sheet === sheet && problem.row === row)
          .map(({ message }) => message),
        `${sheet} ${row} ${kind}`
      ).toEqual(expect.arrayContaining([expect.stringContaining(kind)]))
    const others = report.problems.filter(
      ({ sheet, row }) => !truth.planted.some((one) => one.sheet === sheet && one.row === row)
    )
    expect(others.map(({ row, message }) => [row, message])).toEqual([
      [32, expect.stringContaining('内部文件不是国家秘密')],
      [32, expect.stringContaining('任莲俊不在花名册')],
      [38, expect.stringContaining('签收人没有登记')],
      [52, expect.stringContaining('任莲俊不在花名册')],
      [61, expect.stringContaining('任莲俊不在花名册')],
      [25, expect.stringContaining('逾期归还')]
    ])
    expect(report.problems.every(({ message }) => message.startsWith('提示：'))).toBe(true)
    expect(report.accepted).toBe(report.rows)
  })

  it('takes over 40 files and 60 carriers with copies, legs, returns and destructions, and nothing against the rules as done', async () => {
    const record = async (work: { act: string }, body: Parameters<typeof actingIn<void>>[2]) =>
      house().database.write(
        { chain: 'confidential', act: work.act, actor: (await reads(house(), officer)).actor },
        body
      )
    expect((await commitImport(await reads(house(), officer), record, await order())).committed).toBe(true)
    const { read } = house().database
    const { counts } = truth
    expect(await read.count(ConfidentialFile)).toBe(counts.filesWithoutDuplicate)
    expect(await read.countBy(Carrier, { kind: 'original' })).toBe(counts.carriersReceivedRegistered)
    expect(await read.countBy(Carrier, { kind: 'copy' })).toBe(counts.copiesMade)
    expect(await read.count(CopyRequest)).toBe(counts.copyRows)
    expect(await read.count(Leg)).toBe(counts.legs)
    const classes = { topSecret: '绝密', secret: '机密', confidential: '秘密', internal: '内部' } as const
    for (const [secrecy, word] of Object.entries(classes))
      expect(await read.countBy(ConfidentialFile, { secrecy: secrecy as keyof typeof classes }), word).toBe(
        counts.byClassFiles[word]
      )
    const inState = (state: CarrierStanding['state']) => read.countBy(CarrierStanding, { state })
    expect(await inState('givenBack')).toBe(counts.returned)
    expect(await inState('destroyed')).toBe(counts.legallyDestroyed)
    expect(await inState('unsettled')).toBe(1)
    expect(await read.count(EndingRecord)).toBe(counts.returned + counts.legallyDestroyed)
    expect(await read.countBy(Lapse, { rule: 'SEC-07' })).toBe(1)
    const three = await read.findOneByOrFail(ConfidentialFile, { formerNumber: 'MJ2026-011' })
    expect(await read.countBy(Carrier, { fileId: three.id })).toBe(3)
    const without = await read.findOneByOrFail(ConfidentialFile, { formerNumber: 'MJ2025-010' })
    expect((await read.findOneByOrFail(Carrier, { fileId: without.id })).copyNumber).toBeNull()
    expect(await read.findOneByOrFail(ConfidentialFile, { formerNumber: 'MJ2025-005' })).toMatchObject({
      receivedOn: '2025-03-07'
    })
    expect(await read.findOneByOrFail(ConfidentialFile, { formerNumber: 'MJ2025-013' })).toMatchObject({
      periodYears: 10
    })
    expect(await read.countBy(ExceptionEntry, { chain: 'confidential' })).toBe(7)
    for (const prove of confidentialProofs) expect(await prove(read)).toEqual([])
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })

  it('SEC-03 counts no period from the day of receipt: it stays open until the day of issue is recorded', async () => {
    const { read } = house().database
    const stored = await read.findOneByOrFail(ConfidentialFile, { formerNumber: 'MJ2025-001' })
    expect(stored).toMatchObject({ issuedOn: null, expiresOn: null, periodYears: 10 })
    expect(
      (await confidentialDue(await reads(house()))).some(
        ({ rule, title }) => rule === 'SEC-03' && title.includes('没有登记制发日期')
      )
    ).toBe(true)
    await actingIn(house(), officer, (unit) =>
      recordIssued(unit, { id: stored.id, version: 1, issuedOn: '2025-01-08', period: undefined })
    )
    expect(await read.findOneByOrFail(ConfidentialFile, { id: stored.id })).toMatchObject({ expiresOn: '2035-01-08' })
  })

  it('finds the same register again as already taken over', async () => {
    const { report } = await tryImport(await reads(house(), officer), await order())
    expect(report.problems.filter(({ message }) => message.includes('已经转入'))).toHaveLength(40)
    expect(report.committed).toBe(false)
  })
})
