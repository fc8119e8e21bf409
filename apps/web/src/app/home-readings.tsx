import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { HomePage } from '../features/home/home-page.js'
import '../ui/theme.js'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/parts.css'
import './home-readings.css'

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <HomePage />
    </StrictMode>,
  )
}
