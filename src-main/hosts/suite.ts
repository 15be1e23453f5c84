import log from 'electron-log/node'
import { systemClock } from '../kernel/instant'
import { ledgerModules } from '../ledgers'
import { keepHouse } from '../office/administration/backups'
import type { House } from '../office/house'
import { openHouse } from '../office/openHouse'
import { backupPlaces, makeBackup } from '../platform/backup/backup'
import { examineData } from '../platform/backup/damage'
import { finishRestore } from '../platform/backup/restore'
import { uuidSource } from '../platform/ids'
import type { KeyProtection } from '../platform/secrets/fieldCipher'
import type { DataFolder } from './dataFolder'
import { logInto } from './logging'
import { appVersion, resourcesFolder } from './projectRoot'

/** What only some hosts can do for the house. */
export interface HostMeans {
  readonly requestReopen?: () => void
  readonly keyProtection?: KeyProtection
}

/**
 * Opens the bureau's data of a folder with all ledgers: finishes a restore that was readied, looks for damage, backs up before an older schema
 * is moved. Throws `DamagedData` when the data cannot be used as it is.
 */
export async function openLedgers({ folder, storage }: DataFolder, host: HostMeans = {}): Promise<House> {
  logInto(folder)
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
      await makeBackup(places, 'migration', systemClock.now())
    }
  })
  log.info(`opened ${folder}, version ${appVersion}`)
  return house
}

/**
 * The house as a host keeps it open: daily backups run, and after a restore it is closed and opened again between calls. Every call goes
 * through `run`, so that none meets a house that is being closed.
 */
export class Suite {
  private active = 0
  private reopening: Promise<void> | undefined
  private idle: (() => void) | undefined
  private keeping: { stop(): void } | undefined

  private current: House | undefined

  private constructor(
    private readonly folder: DataFolder,
    private readonly means: HostMeans
  ) {}

  static async open(folder: DataFolder, means: Pick<HostMeans, 'keyProtection'> = {}): Promise<Suite> {
    const suite = new Suite(folder, means)
    await suite.enter()
    return suite
  }

  /** The house of this moment. Do not hold on to it across calls. */
  get house(): House {
    if (!this.current) throw new Error('the house is closed')
    return this.current
  }

  /** Runs one call in the house, after a reopening that is under way. */
  async run<T>(body: (house: House) => Promise<T>): Promise<T> {
    await this.reopening
    this.active += 1
    try {
      return await body(this.house)
    } finally {
      this.active -= 1
      if (this.active === 0) this.idle?.()
    }
  }

  /** Closes the data after the acts under way. */
  async close(): Promise<void> {
    await this.reopening
    await this.leave()
  }

  private async enter(): Promise<void> {
    const requestReopen = () => {
      this.reopening ??= this.reopen()
    }
    this.current = await openLedgers(this.folder, { ...this.means, requestReopen })
    this.keeping = await keepHouse(this.current, (error) => log.error('daily backup', error))
  }

  private async leave(): Promise<void> {
    this.keeping?.stop()
    const house = this.current
    this.current = undefined
    await house?.database.close()
  }

  private async reopen(): Promise<void> {
    if (this.active > 0) await new Promise<void>((resolve) => (this.idle = resolve))
    this.idle = undefined
    try {
      await this.leave()
      await this.enter()
    } catch (error) {
      log.error('reopening', error)
    } finally {
      this.reopening = undefined
    }
  }
}
