import { expect, test } from 'vitest'
import { isMusl } from './binaries.js'
import { parsePasswd } from './os-user.js'
import { parsePidFile } from './postmaster.js'
import { failedStart } from './problem.js'
import { defaultSettings, settingsFile } from './settings.js'

const gb = 1024 ** 3

test('a report header without a glibc is musl', () => {
  expect(isMusl({ nodejsVersion: 'v20.20.2', platform: 'linux' })).toBe(true)
  expect(isMusl({ nodejsVersion: 'v20.20.2', glibcVersionRuntime: '2.36' })).toBe(false)
})

test('a full disk is told from other failures, with the last 20 lines', () => {
  const output = Array.from({ length: 30 }, (_, at) => `line ${at}`).join('\n')
  const plain = failedStart({ step: 'starting', dataDir: '/d', output })
  expect(plain.problem).toMatchObject({ code: 'start-failed', details: { lines: expect.arrayContaining(['line 10']) } })
  expect(plain.message).not.toContain('line 9"')
  const full = failedStart({ step: 'initialising', dataDir: '/d', output: `${output}\nNo space left on device` })
  expect(full.code).toBe('disk-full')
})

test('a quarter of the memory is shared buffers, 2 GB at most', () => {
  const at = (memoryBytes: number) => defaultSettings({ memoryBytes, platform: 'linux', sharedMemoryBytes: gb })
  expect(at(4 * gb).shared_buffers).toBe('1024MB')
  expect(at(64 * gb).shared_buffers).toBe('2048MB')
})

test('a container with a small /dev/shm gets another kind of shared memory', () => {
  const at = (sharedMemoryBytes: number) => defaultSettings({ memoryBytes: gb, platform: 'linux', sharedMemoryBytes })
  expect(at(64 * 1024 ** 2).dynamic_shared_memory_type).toBe('sysv')
  expect(at(gb).dynamic_shared_memory_type).toBeUndefined()
})

test('a settings value with quotes and backslashes stays one value', () => {
  expect(settingsFile({ a: "C:\\it's" })).toContain("a = 'C:\\\\it''s'")
  expect(() => settingsFile({ 'a = 1\nb': 'x' })).toThrow(TypeError)
})

test('a pid file is read, and half a one is not taken for a server', () => {
  expect(parsePidFile('12\n/d\n17\n5433\n/s\n127.0.0.1\n 1 2\nready   \n')).toEqual({
    pid: 12,
    port: 5433,
    socketDir: '/s',
    status: 'ready',
  })
  expect(parsePidFile('')).toBeUndefined()
})

test('broken lines of /etc/passwd are passed over', () => {
  expect(parsePasswd('root:x:0:0::/root:/bin/sh\n+::\nnobody:x:65534:65533:n:/:/x\n')).toEqual([
    { name: 'root', uid: 0, gid: 0 },
    { name: 'nobody', uid: 65534, gid: 65533 },
  ])
})
