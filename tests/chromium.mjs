import { existsSync } from 'node:fs'

/**
 * Where a Chromium of the machine lies, or undefined. Debian's headless shell first: the same engine without the windows of
 * a desktop, for a third less of the processors' time (docs/performance.md).
 */
export const findChromium = () =>
  [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((path) => path !== undefined && existsSync(path))
