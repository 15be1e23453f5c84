import log from 'electron-log/node'
import { Fault } from '../kernel/fault'
import { systemClock } from '../kernel/instant'
import { ledgerModules } from '../ledgers'
import { backupMeans } from '../office/administration/backupMeans'
import { keepHouse } from '../office/administration/backups'
import type { House } from '../office/house'
import { knownMigrations, openHouse } from '../office/openHouse'
import { backupPlaces, listBackups, makeBackup, type BackupMeans } from '../platform/backup/backup'
import { DamagedData, examineData, hasTraces } from '../platform/backup/damage'
import { finishRestore, prepareRestore } from '../platform/backup/restore'
import type { BackupSchedule } from '../platform/backup/schedule'
import { uuidSource } from '../platform/ids'
import type { KeyProtection } from '../platform/secrets/fieldCipher'
import type { KeyStanding } from '../platform/secrets/keyFile'
import { closeFolder } from './closedFolder'
import type { DataFolder } from './dataFolder'
import { takeFolder, type FolderHold } from '../platform/database/folderOwner'
import { remarkOnRole } from '../platform/database/serverRole'
import { logInto } from './logging'
import { appVersion, resourcesFolder } from './projectRoot'

/** What only some hosts can do for the house. */
export interface HostMeans {
  readonly requestRestore?: House['requestRestore']
  readonly keyProtection?: KeyProtection
}

/** What backups are judged with while no house is open. */
export const closedMeans: BackupMeans = { appVersion, migrations: knownMigrations(ledgerModules) }

/**
 * Opens the bureau's data of a folder with all ledgers: finishes a restore that was readied, looks for damage, backs up
 * before an older schema is moved. The folder has to be the caller's (`takeFolder`). Throws `DamagedData` when the data
 * cannot be used as it is.
 */
export async function openLedgers({ folder, storage, fresh }: DataFolder, host: HostMeans = {}): Promise<House> {
  logInto(folder)
  await closeFolder(folder)
  const places = backupPlaces(folder)
  if (storage === undefined) {
    await finishRestore(places)
    await examineData(places)
  }
  const house = await openHouse({
    folder,
    ...(storage ? { storage } : {}),
    ...host,
    modules: ledgerModules,
    clock: systemClock,
    newId: uuidSource,
    resources: resourcesFolder,
    appVersion,
    beforeMigration: async () => {
      if (storage === undefined) await makeBackup(places, 'migration', systemClock.now(), closedMeans)
    },
    beforeFirst: async () => {
      // An empty database on the server beside a folder that has been a bureau's is a wrong address, or a loss.
      if (storage !== undefined && !fresh && (await hasTraces(places)))
        throw new DamagedData('missing', '服务器上的数据库', await listBackups(places.backups))
    }
  })
  log.info(`opened ${folder}, version ${appVersion}`)
  const remark = await remarkOnRole(house.database.read)
  if (remark !== null) log.warn(remark)
  return house
}

/** Refuses what comes while a backup takes the place of the data. */
const restoring = () =>
  new Fault('conflict', { what: '数据' }, '正在从备份恢复数据，暂时不能办理，请等一两分钟再试；已填写的内容仍在')

const patience = 10_000

/**
 * The house as a host keeps it open: the folder is its own, daily backups run, and a restore closes it and opens it
 * again between calls. Every call goes through `run`, so that none meets a house that is being closed.
 */
export class Suite {
  private active = 0
  private refusal: Fault | undefined
  private idle: (() => void) | undefined
  private keeping: BackupSchedule | undefined
  private current: House | undefined
  private latest: House | undefined

  private constructor(
    private readonly folder: DataFolder,
    private readonly means: HostMeans,
    private readonly hold: FolderHold | undefined
  ) {}

  /**
   * Opens the data of a folder for a host, whose name tells others who has it. Throws `FolderInUse` when another has
   * it.
   */
  static async open(folder: DataFolder, means: Pick<HostMeans, 'keyProtection'> = {}, who = '本软件'): Promise<Suite> {
    // Many workstations share what is on a server; a file has one owner.
    const hold = folder.storage === undefined ? await takeFolder(folder.folder, who) : undefined
    const suite = new Suite(folder, means, hold)
    try {
      await suite.enter()
    } catch (error) {
      await hold?.release()
      throw error
    }
    return suite
  }

  /** The house of this moment. Do not hold on to it across calls. */
  get house(): House {
    if (!this.current)
      throw this.refusal ?? new Fault('unexpected', { reference: 'CLOSED' }, '数据没有打开，请关掉本软件重新打开')
    return this.current
  }

  /** The house last open: what a call is addressed to before `run` gives it the one of its moment. */
  get addressed(): House {
    if (!this.latest) throw new Error('the suite was never open')
    return this.latest
  }

  /** Runs one call in the house; refuses it while a backup takes the place of the data. */
  async run<T>(body: (house: House) => Promise<T>): Promise<T> {
    if (this.refusal) throw this.refusal
    this.active += 1
    try {
      return await body(this.house)
    } finally {
      this.active -= 1
      this.idle?.()
    }
  }

  /** Closes the data after the acts under way. */
  async close(): Promise<void> {
    await this.leave()
    await this.hold?.release()
  }

  private async enter(): Promise<void> {
    this.current = await openLedgers(this.folder, {
      ...this.means,
      requestRestore: (name, by) => this.restore(name, by)
    })
    this.latest = this.current
    this.keeping = await keepHouse(this.current, (error) => log.error('daily backup', error))
  }

  private async leave(): Promise<void> {
    this.keeping?.stop()
    // A backup under way reads the data: it ends before they are closed.
    await this.keeping?.caughtUp
    const house = this.current
    this.current = undefined
    await house?.database.close()
  }

  /**
   * Puts a backup in the place of the data. No act is acknowledged between the copy of the present and the swap, so
   * each is in the one or in what was restored. The call that asks for it is itself one of those under way.
   */
  private async restore(name: string, by: string): Promise<KeyStanding> {
    if (this.refusal) throw this.refusal
    const { house } = this
    const places = backupPlaces(this.folder.folder)
    this.refusal = restoring()
    try {
      await house.database.stopWrites(this.refusal)
      const key = await prepareRestore(places, name, systemClock.now(), by, backupMeans(house))
      await this.quiet(1)
      await this.leave()
      await finishRestore(places)
      await this.enter()
      return key
    } catch (error) {
      house.database.resumeWrites()
      throw error
    } finally {
      this.refusal = undefined
    }
  }

  /** Waits until no more than the given number of calls are under way; readers that take longer meet a closed house. */
  private async quiet(left: number): Promise<void> {
    if (this.active <= left) return
    await new Promise<void>((resolve) => {
      const impatient = setTimeout(resolve, patience)
      this.idle = () => {
        if (this.active > left) return
        clearTimeout(impatient)
        resolve()
      }
    })
    this.idle = undefined
  }
}
