"""robots.txt: everything may be read; crawlers of language models as the operator decides (rule A36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from locator.site import urls

if TYPE_CHECKING:
    from locator.site.settings.config import Config

AI_TRAINING = ("GPTBot", "ClaudeBot", "Google-Extended", "Applebot-Extended", "CCBot")
AI_SEARCH = ("OAI-SearchBot", "Claude-SearchBot", "PerplexityBot")
AI_USER_FETCH = ("ChatGPT-User", "Claude-User")


def render_robots(config: Config) -> bytes:
    """The rules for crawlers, and where the sitemap is."""
    groups = [["User-agent: *", "Allow: /"]]
    for agents, is_allowed in (
        (AI_TRAINING, config.allow_ai_training),
        (AI_SEARCH, config.allow_ai_search),
        (AI_USER_FETCH, config.allow_ai_user_fetch),
    ):
        if not is_allowed:
            groups.append([*(f"User-agent: {agent}" for agent in agents), "Disallow: /"])
    groups.append([f"Sitemap: {urls.absolute(config.base_url, urls.SITEMAP)}"])
    return ("\n\n".join("\n".join(group) for group in groups) + "\n").encode()
