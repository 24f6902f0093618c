"""The record: what the archive holds, and where each word of it comes from."""

from .actor import Actor, ActorName, Organisation, Person
from .awaited import AwaitedLink
from .capture import Appearance, Capture, Dump
from .change import Change
from .decision import Decision
from .entry import Byline, Entry, EntryVersion
from .loaded import GazetteerChange, GazetteerLoad
from .mention import Mention, NameRefusal, Suggestion
from .merge import FormerSlug, Merge
from .pending import IndexLabel, PendingChange, TaggingDue
from .place import Place, PlaceName
from .removal import Removal
from .run import ImportIssue, ImportRun, Reading
from .source import Liveblog, Source
from .topic import EntryTopic, Topic, TopicRefusal

__all__ = [
    "Actor",
    "ActorName",
    "Appearance",
    "AwaitedLink",
    "Byline",
    "Capture",
    "Change",
    "Decision",
    "Dump",
    "Entry",
    "EntryTopic",
    "EntryVersion",
    "FormerSlug",
    "GazetteerChange",
    "GazetteerLoad",
    "ImportIssue",
    "ImportRun",
    "IndexLabel",
    "Liveblog",
    "Mention",
    "Merge",
    "NameRefusal",
    "Organisation",
    "PendingChange",
    "Person",
    "Place",
    "PlaceName",
    "Reading",
    "Removal",
    "Source",
    "Suggestion",
    "TaggingDue",
    "Topic",
    "TopicRefusal",
]
