import { existsSync, readdirSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { appRouter } from '@main/hosts/appRouter'
import { SupplyBalance } from '@main/ledgers/supplies/entities/catalogue'
import { Movement, StockIn } from '@main/ledgers/supplies/entities/stock'
import { verifyHouse } from '@main/office/administration/verify'
import { AuditEntry } from '@main/platform/database/auditEntities'
import { makeItem, postReceipt } from '../platform/crash/receipts'
import { signedIn } from '../office/outputs/signedIn'
import { closeTestHouse, openTestHouse, type TestHouse } from '../support/house'
import { aBureau, aPerson } from '../support/people'

/** A disk never has room for this many stock-ins once it counts as full. */
const never = 500

/**
 * From now on files take half of what is written to them and then have no room for the rest. Undo with `mockRestore`.
 */
async function noRoomForFiles(folder: string) {
  const probe = await open(join(folder, 'probe'), 'w')
  const handles = Object.getPrototypeOf(probe) as FileHandle
  await probe.close()
  return vi.spyOn(handles, 'writeFile').mockImplementation(async function (this: FileHandle, data) {
    const bytes = data as Uint8Array
    await this.write(bytes, 0, Math.floor(bytes.length / 2))
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  })
}

describe('a full disk', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await openTestHouse('sqlite')
    await aBureau(house)
    await makeItem(house)
  })
  afterAll(() => closeTestHouse(house))

  /**
   * The file may not grow beyond the given number of pages; SQLite answers as it does when the disk has no room for the
   * next one.
   */
  const roomFor = async (pages: number) => house.database.writer.query(`PRAGMA max_page_count = ${pages}`)
  const pagesNow = async () => {
    const [row] = await house.database.writer.query<{ page_count: number }[]>('PRAGMA page_count')
    return row?.page_count ?? 0
  }
  const kept = async () => {
    const { read } = house.database
    return [
      await read.count(StockIn),
      await read.count(Movement),
      await read.count(AuditEntry),
      await read.find(SupplyBalance)
    ]
  }

  it('K-09 K-10 is said plainly; nothing acknowledged is lost, nothing is half there, and work goes on once there is room', async () => {
    const keeper = await aPerson(house, { posts: ['suppliesKeeper'] })
    const context = signedIn(house, keeper)
    const numbers = [await postReceipt(house), await postReceipt(house)]

    await roomFor(await pagesNow())
    let fault: unknown
    let before = await kept()
    while (fault === undefined && numbers.length < never) {
      before = await kept()
      const number: string | undefined = await postReceipt(house).catch((error: unknown) => void (fault = error))
      if (number) numbers.push(number)
    }
    expect(fault).toMatchObject({
      type: 'unexpected',
      data: { reference: 'DISK-FULL' },
      message: '磁盘空间不足，本次操作没有保存。请清理磁盘后重试'
    })
    expect(await kept()).toEqual(before)

    // Reading goes on; so does proving.
    expect(await call(appRouter.supplies.items.list, {}, { context })).toMatchObject({ total: 1 })
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
    const large = Array.from({ length: 20 }, (_, index) => `第${index}条${'说明'.repeat(200)}`)
      .join('')
      .slice(0, 4_900)
    const save = () =>
      call(appRouter.savedViews.save, { list: 'supplies.items', name: '常用', view: large }, { context })
    await expect(save()).rejects.toMatchObject({
      code: 'unexpected',
      message: '磁盘空间不足，本次操作没有保存。请清理磁盘后重试'
    })

    await roomFor(2 ** 30)
    expect(await save()).toMatchObject({ id: expect.any(String) as string })
    numbers.push(await postReceipt(house))
    expect(numbers).toEqual(numbers.map((_, index) => `RK-2026-${String(index + 1).padStart(6, '0')}`))
    expect(await house.database.read.find(SupplyBalance)).toMatchObject([
      { quantity: numbers.length * 3_000, valueCents: numbers.length * 1_000 }
    ])
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
    expect(await house.database.read.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  })

  it('K-09 refuses an attachment plainly, keeps nothing half written, and takes it once there is room', async () => {
    const context = signedIn(house, await aPerson(house))
    const file = new File(['台账'.repeat(4_000)], '说明.txt', { type: 'text/plain' })
    const upload = () => call(appRouter.files.upload, { file }, { context })
    const files = () =>
      readdirSync(join(house.folder, 'attachments'), { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile()
      )
    const entries = () => house.database.read.count(AuditEntry)
    const before = {
      files: existsSync(join(house.folder, 'attachments')) ? files().length : 0,
      entries: await entries()
    }

    const full = await noRoomForFiles(house.folder)
    await expect(upload()).rejects.toMatchObject({
      code: 'unexpected',
      message: '磁盘空间不足，本次操作没有保存。请清理磁盘后重试'
    })
    expect(full).toHaveBeenCalled()
    full.mockRestore()
    expect({ files: files().length, entries: await entries() }).toEqual(before)

    const kept = await upload()
    expect(files()).toHaveLength(before.files + 1)
    expect(await (await call(appRouter.files.download, { id: kept.id }, { context })).text()).toBe('台账'.repeat(4_000))
    expect(await verifyHouse(house)).toMatchObject({ ok: true })
  })
})
