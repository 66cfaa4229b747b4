// Runs before the first paint, so that a dark page never flashes white. A file, not inline: the page's
// content security policy allows scripts from here only.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('investbot.theme') ?? 'system';
  } catch {
    // Storage is blocked: follow the system.
  }
  const dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', dark ? '#0a0d13' : '#f5f6f8');
})();
