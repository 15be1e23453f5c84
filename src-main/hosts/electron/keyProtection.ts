import { safeStorage } from 'electron'
import { fileProtection, type KeyProtection } from '../../platform/secrets/fieldCipher'

/**
 * Protects the key of encrypted fields by the operating system's store of secrets, where there is one worth the name.
 */
export function systemKeyProtection(): KeyProtection {
  if (!safeStorage.isEncryptionAvailable()) return fileProtection
  // On Linux without a keyring Electron hides the key under a fixed password, which is no better than the file's own
  // permissions.
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return fileProtection
  return {
    kind: 'os',
    protect: (key) => safeStorage.encryptString(key.toString('base64')),
    open: (kept) => Buffer.from(safeStorage.decryptString(kept), 'base64')
  }
}
