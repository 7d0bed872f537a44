"""The schema's words, and the words that people use for them: keys and kinds.

Many are other programs' names for the same thing. A word may mean one thing here and another there,
so each has its meanings in the order of their likelihood.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping

# How much two words are alike of which one is a slip for the other, from 0 to 1: `font` is no
# `foto`, and `accent` no `account`.
_ALIKE = 0.8

Synonyms = Mapping[str, tuple[str, ...]]

KEYS: Synonyms = {
    word: tuple(meanings.split())
    for words, meanings in (
        ("company employer firm workplace", "name organization entity"),
        ("organisation organization association charity", "organization name entity"),
        ("school university college institute", "institution publisher organization"),
        ("title job_title jobtitle occupation designation", "position role headline title name"),
        ("position role job", "position role"),
        ("name", "institution organization title name language username text"),
        ("degree diploma qualification studytype", "study_type"),
        ("major field field_of_study subject specialization specialisation", "area"),
        ("faculty team division group", "department"),
        ("gpa grade grades score mark marks", "scores score"),
        ("coursework modules classes subjects", "courses"),
        ("details", "highlights keywords text"),
        ("bullets points achievements responsibilities duties tasks", "highlights"),
        ("description about objective abstract bio intro introduction", "summary reference text"),
        ("quote testimonial recommendation", "reference"),
        ("items list content contents", "entries highlights keywords text"),
        ("entries", "text highlights"),
        ("roles positions jobs degrees", "parts"),
        ("tags technologies tech tools stack skills", "keywords"),
        ("website homepage link href uri web site", "url"),
        ("tel telephone mobile cell phone_number", "phone"),
        ("mail e_mail email_address", "email"),
        ("location place city", "location place address"),
        ("account social network_name site_name", "profile network"),
        ("user user_name handle nickname", "username"),
        ("from start begin since start_on", "start_date"),
        ("to end until till finish end_on", "end_date"),
        ("when year dates period time release_date issued", "date year"),
        ("issuer awarder organizer authority by", "awarder issuer publisher"),
        ("advisor adviser tutor", "supervisor mentor"),
        ("program funding", "programme"),
        ("client customer", "entity"),
        ("level proficiency fluency", "level fluency"),
        ("author", "authors"),
        ("journal conference booktitle publication", "venue"),
        ("kind category", "kind type"),
        ("type", "kind"),
        ("family_name last_name surname last", "family"),
        ("given_name first_name first", "given"),
        ("me", "self"),
        ("address street", "address location"),
        ("lang locale", "language"),
        ("label", "headline name"),
        ("tagline subtitle", "headline"),
        ("heading caption", "title"),
        ("basics contact", "contacts"),
        ("full_name fullname", "name"),
        ("picture image avatar portrait headshot foto", "photo"),
        ("path src filename file_name", "file"),
        ("alt_text alternative", "alt"),
        ("姓名 名字 名称", "name title institution organization"),
        ("公司 单位 雇主", "name organization entity"),
        ("学校 院校 大学", "institution"),
        ("学位 学历", "study_type"),
        ("专业", "area"),
        ("院系 学院 部门", "department"),
        ("职位 职务 岗位 角色", "position role headline"),
        ("标题 题目", "title headline"),
        ("电话 手机 手机号 联系电话", "phone"),
        ("邮箱 邮件 电子邮件 电子邮箱", "email"),
        ("网址 网站 主页 个人主页 链接", "url"),
        ("地址 地点 所在地 城市", "address location"),
        ("联系方式 联系", "contacts"),
        ("简介 概述 个人简介 自我评价", "summary"),
        ("语言 语种", "language"),
        ("类型", "type kind"),
        ("条目 内容", "entries text"),
        ("时间 日期", "date"),
        ("开始 开始时间 起始时间", "start_date"),
        ("结束 结束时间 截止时间", "end_date"),
        ("要点 亮点 职责 业绩 描述", "highlights summary"),
        ("关键词 关键字 技术栈", "keywords"),
        ("水平 熟练度 程度", "level fluency"),
        ("成绩 绩点", "scores score"),
        ("课程", "courses"),
        ("导师", "supervisor"),
        ("作者", "authors"),
        ("栏目 板块", "sections"),
        ("照片 相片 头像 证件照", "photo"),
        ("文件 路径", "file"),
    )
    for word in words.split()
}

KINDS: Synonyms = {
    word: (meaning,)
    for words, meaning in (
        ("article paper", "journal"),
        ("proceedings inproceedings talk", "conference"),
        ("monograph", "book"),
        ("incollection inbook", "chapter"),
        ("dissertation phdthesis mastersthesis", "thesis"),
        ("techreport", "report"),
        ("arxiv unpublished", "preprint"),
        ("web website blog misc", "online"),
    )
    for word in words.split()
}


def same(typed: str, known: Collection[str], synonyms: Synonyms) -> str:
    """Return the known word that a word is or says in another way; or nothing."""
    return _meaning(_snake(typed), known, synonyms)


def closest(typed: str, known: Collection[str], synonyms: Synonyms) -> str:
    """Return the known word that was meant, slips of the keyboard allowed for; or nothing."""
    word = _snake(typed)
    if meant := _meaning(word, known, synonyms):
        return meant
    said = [other for other in synonyms if _meaning(other, known, synonyms)]
    close = difflib.get_close_matches(word, [*known, *said], n=1, cutoff=_ALIKE)
    # In a short word two letters that changed places weigh more than they should.
    close = close or [one for one in known if len(one) > 1 and sorted(one) == sorted(word)]
    return _meaning(close[0], known, synonyms) if close else ""


def _meaning(word: str, known: Collection[str], synonyms: Synonyms) -> str:
    return next((meaning for meaning in (word, *synonyms.get(word, ())) if meaning in known), "")


def _snake(word: str) -> str:
    """Return `startDate`, `Start date` and `start-date` as `start_date`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[\s-]+", "_", word.strip()).lower()
