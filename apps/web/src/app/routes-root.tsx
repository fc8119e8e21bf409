import { createRootRoute } from '@tanstack/react-router'
import { DeskShell } from './desk-shell.js'
import { NotFoundPage } from './page.js'

/** What every page of the desk stands in. */
export const root = createRootRoute({ component: DeskShell, notFoundComponent: NotFoundPage })
export const at = <P extends string>(path: P) => ({ getParentRoute: () => root, path }) as const
