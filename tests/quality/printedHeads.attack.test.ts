import { readFile } from 'node:fs/promises'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyHouse } from '@main/office/administration/verify'
import { Bureau } from '@main/office/entities'
import { headCode } from '@main/platform/backup/headCode'
import { auditHash } from '@main/platform/database/auditChain'
import { AuditEntry, ChainHead, genesisHash } from '@main/platform/database/auditEntities'
import { qrPicture } from '@main/platform/documents/qrPicture'
import { notedHeads } from '@main/platform/importing/readNote'
import { run as command } from '../hosts/printed'
import { recordAttack } from '../support/attack'
import { closeTestHouse, openTestHouse, type Engine, type TestHouse } from '../support/house'
import { as, faultOf } from '../support/officeCalls'
import { workbookPaper } from '../support/papers'
import { aBureau, aPerson, aUnit } from '../support/people'
import { postgresEnabled } from '../support/postgres'
import { cutTail, unguarded } from '../support/unguarded'

/** The pictures of the last sheet of a workbook, 导出说明. */
async function picturesOfNote(path: string): Promise<readonly Uint8Array[]> {
  const zip = await JSZip.loadAsync(await readFile(path))
  const text = (name: string) => zip.file(name)?.async('string') ?? Promise.resolve('')
  const targets = (relations: string, kind: string) =>
    [...relations.matchAll(new RegExp(`/${kind}"[^>]*Target="\\.\\./([^"]+)"`, 'g'))].map((found) => `xl/${found[1]}`)
  const sheets = Object.keys(zip.files).filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name))
  const last = sheets.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).at(-1) ?? ''
  const [drawing = ''] = targets(await text(last.replace(/([^/]+)$/, '_rels/$1.rels')), 'drawing')
  const pictures = targets(await text(drawing.replace(/([^/]+)$/, '_rels/$1.rels')), 'image')
  return Promise.all(pictures.map((name) => zip.file(name)?.async('uint8array') ?? new Uint8Array()))
}

// No backup and no witness stands beside these houses: what is printed is all there is to go by.
describe.each<Engine>(['sqlite', 'postgres'])('a QR of printed heads [%s]', (engine) => {
  const run = it.skipIf(engine === 'postgres' && !postgresEnabled)
  let house: TestHouse
  let inspector: { id: string }
  let code: string
  let printed: number
  const headOf = (chain: string) => house.database.read.findOneByOrFail(ChainHead, { chain: chain as 'office' })
  const bureauId = async () => (await house.database.read.find(Bureau))[0]?.id ?? ''
  const scanned = (text: string) => as(house, inspector).administration.printedHeads({ code: text })
  const standingNow = async () => (await scanned(code)).heads.find(({ ledger }) => ledger === 'office')
  const verdict = async (text: string) => {
    const report = await verifyHouse(house, undefined, text)
    return report.ok ? report.printed : report.firstBad
  }

  beforeAll(async () => {
    if (engine === 'postgres' && !postgresEnabled) return
    house = await openTestHouse(engine)
    await aBureau(house)
    inspector = await aPerson(house, { name: '监督', posts: ['inspector'] })
    await aUnit(house, { name: '一科' })
    await aUnit(house, { name: '二科' })
  }, 120_000)
  afterAll(() => (engine === 'postgres' && !postgresEnabled ? undefined : closeTestHouse(house)))

  run('stands on 导出说明, and holds what is printed beside it', async () => {
    const { path } = await workbookPaper(house, { output: 'office.exceptions' })
    const { length, hash } = await headOf('office')
    expect(await notedHeads(path)).toContainEqual({ chain: '单位人员与系统', length, hash })
    code = headCode(await bureauId(), { office: { length, hash } })
    printed = length
    const pictures = await picturesOfNote(path)
    expect(pictures).toHaveLength(1)
    expect(Buffer.from(pictures[0] ?? []).equals(Buffer.from(qrPicture(code)))).toBe(true)
    expect(Buffer.from(pictures[0] ?? []).equals(Buffer.from(qrPicture(code.replace('OFFICE', 'SEALS'))))).toBe(false)
  })

  run('is the last entry as long as nothing follows, and still there afterwards', async () => {
    expect(await scanned(code)).toEqual({
      own: true,
      heads: [{ ledger: 'office', length: printed, now: printed, standing: 'same' }],
      others: null
    })
    await aUnit(house, { name: '三科' })
    expect(await standingNow()).toMatchObject({ standing: 'grown', now: printed + 1 })
    expect(await verdict(code)).toEqual([{ ledger: 'office', length: printed, now: printed + 1, standing: 'grown' }])
  })

  run('is refused where it is of another bureau, and where it was not read whole', async () => {
    const foreign = headCode('01900000-0000-7000-8000-0000000000aa', { office: { length: 1, hash: 'a'.repeat(64) } })
    expect(await scanned(foreign)).toEqual({ own: false, heads: [], others: null })
    expect(await verdict(foreign)).toMatchObject({ why: expect.stringContaining('别的单位') as string })
    expect(await faultOf(scanned(code.slice(0, -3)))).toMatchObject({
      code: 'invalid',
      data: { issues: [{ path: 'code', message: expect.stringContaining('没有扫全') as string }] }
    })
    expect(await verdict('LY-2026-000001')).toMatchObject({ why: expect.stringContaining('没有扫全') as string })
  })

  it.skipIf(engine === 'postgres')('is held against the chains by the command as well', async () => {
    const against = (text: string) => command('verify', '--data', house.folder, '--against-code', text)
    const held = await against(code)
    expect([held.code, held.out]).toEqual([0, expect.stringContaining(`印的第${printed}条还在`)])
    const forged = await against(headCode(await bureauId(), { office: { length: 1, hash: 'e'.repeat(64) } }))
    expect([forged.code, forged.errors]).toEqual([1, expect.stringContaining('历史被整体改写过')])
    const other = await against('LY-2026-000001')
    expect([other.code, other.errors]).toEqual([1, expect.stringContaining('没有扫全')])
  })

  run('tells somebody who is not to know of a ledger only whether all is well', async () => {
    const claimed = headCode(await bureauId(), { confidential: { length: 7, hash: 'b'.repeat(64) } })
    expect(await scanned(claimed)).toEqual({ own: true, heads: [], others: false })
    expect(JSON.stringify(await scanned(claimed))).not.toContain('confidential')
  })

  run('names a history written anew, each check value right in itself', async () => {
    const entries = await house.database.read.find(AuditEntry, { where: { chain: 'office' }, order: { seq: 'ASC' } })
    const kept = await headOf('office')
    const rewritten: [string, string][] = []
    let previousHash = genesisHash
    for (const entry of entries) {
      const actorName = entry.seq === 2 ? '别人' : entry.actorName
      const hash = auditHash({ ...entry, actorName, previousHash })
      rewritten.push([
        `UPDATE audit_entries SET actor_name = '${actorName}', previous_hash = '${previousHash}', hash = '${hash}' WHERE id = '${entry.id}'`,
        `UPDATE audit_entries SET actor_name = '${entry.actorName}', previous_hash = '${entry.previousHash}', hash = '${entry.hash}' WHERE id = '${entry.id}'`
      ])
      previousHash = hash
    }
    const setHead = (hash: string) =>
      house.database.writer.query(`UPDATE chain_heads SET hash = '${hash}' WHERE chain = 'office'`)
    for (const [forge] of rewritten) await unguarded(house, 'audit_entries', forge)
    await setHead(previousHash)
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
    expect(await verdict(code)).toMatchObject({
      ledger: 'office',
      number: `操作日志第${printed}条`,
      why: expect.stringContaining('整体改写') as string
    })
    const standing = await standingNow()
    recordAttack('改写历史（纸上的二维码）', 1, standing?.standing === 'rewritten' ? 0 : 1)
    expect(standing).toMatchObject({ standing: 'rewritten' })
    for (const [, back] of rewritten) await unguarded(house, 'audit_entries', back)
    await setHead(kept.hash)
    expect(await verdict(code)).toMatchObject([{ standing: 'grown' }])
  })

  run('names a tail cut off together with its head', async () => {
    // The export's own entry, which wrote no row, and the unit founded after it.
    await unguarded(house, 'units', `DELETE FROM units WHERE name = '三科'`)
    await cutTail(house, 'office', printed - 1)
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
    expect(await verdict(code)).toMatchObject({ why: expect.stringContaining('后面的记录被截去') as string })
    const standing = await standingNow()
    recordAttack('截去末尾（纸上的二维码）', 1, standing?.standing === 'cut' ? 0 : 1)
    expect(standing).toMatchObject({ standing: 'cut', now: printed - 1 })
  })
})
