import type { MigrationInterface, QueryRunner } from 'typeorm'
import { genesisHash } from '../auditEntities'

/** The chain of what was read: files, papers, the log itself. */
export class Readings1769310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO chain_heads (chain, length, hash, standing) VALUES ('readings', 0, '${genesisHash}', 0)`
    )
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM chain_heads WHERE chain = 'readings'")
  }
}
