"""What files, folders and patterns on the command line come to."""

import os

import pytest

from entries.importing.paths import find_dumps


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "more").mkdir()
    for name in (
        "b.txt",
        "a.txt",
        "a.toml",
        "more/C.TXT",
        ".hidden.txt",
        "page.html",
        "LICENSE",
        "x.png",
    ):
        (tmp_path / name).write_text("x")
    return tmp_path


def names(*paths) -> list[str]:
    return [os.path.basename(found.path) for found in find_dumps(map(str, paths))[0]]


def problem(*paths) -> str:
    (found,), _ = find_dumps(map(str, paths))
    return found.problem


def test_folder_gives_its_dumps_of_every_kind_at_any_depth(folder):
    assert names(folder) == ["a.txt", "b.txt", "C.TXT", "page.html"]
    for name in ("d.warc.gz", "e.wet", "f.zip", "g.tar.gz", "h.json", "i.pdf"):
        (folder / "more" / name).write_text("x")
    assert names(folder / "more") == ["C.TXT", "d.warc.gz", "e.wet", "f.zip", "g.tar.gz", "h.json"]


def test_folder_tells_what_it_left_aside_but_side_files_and_hidden_ones(folder):
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("x")
    (folder / "more" / "page.mhtml").write_text("x")
    os.mkfifo(folder / "pipe")
    _, left = find_dumps([str(folder)])
    assert [os.path.basename(path) for path in left] == ["LICENSE", "page.mhtml", "x.png"]


def test_file_that_is_named_too_is_not_left_aside(folder):
    dumps, left = find_dumps([str(folder), str(folder / "LICENSE")])
    assert str(folder / "LICENSE") in [found.path for found in dumps]
    assert left == [str(folder / "x.png")]


def test_pattern_gives_what_the_shell_would_make_of_it(folder):
    assert names(folder / "*") == ["LICENSE", "a.txt", "b.txt", "C.TXT", "page.html", "x.png"]
    assert names(folder / "*.txt", folder / "a.txt") == ["a.txt", "b.txt"]


def test_side_file_stands_for_its_dump(folder):
    assert names(folder / "a.toml", folder / "a.txt") == ["a.txt"]


def test_side_file_stands_for_a_dump_of_any_kind(folder):
    (folder / "crawl.warc.gz").write_text("x")
    (folder / "crawl.toml").write_text("year = 2019")
    assert names(folder / "crawl.toml") == ["crawl.warc.gz"]


def test_side_file_without_a_dump_is_told_its_name(folder):
    (folder / "a.txt").unlink()
    assert "side file without a dump" in problem(folder / "a.toml")


def test_folder_without_dumps_is_a_problem(tmp_path):
    (tmp_path / "page.toml").write_text("year = 2019")
    assert "holds no dumps" in problem(tmp_path)


def test_empty_path_does_not_mean_this_folder():
    assert "empty" in problem("")


def test_missing_file_is_kept_for_the_reader_to_tell(tmp_path):
    long = tmp_path / ("x" * 300)
    assert names(tmp_path / "none.txt", long) == ["none.txt", long.name]
    assert names(tmp_path / "none*") == ["none*"]


def test_name_with_the_signs_of_a_pattern_is_a_file_first(tmp_path):
    (tmp_path / "[a].txt").write_text("x")
    assert names(tmp_path / "[a].txt") == ["[a].txt"]


def test_links_that_lead_nowhere_are_told_and_pipes_passed_over(folder):
    (folder / "gone.txt").symlink_to("nothing")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "round").symlink_to(folder)
    os.mkfifo(folder / "pipe.txt")
    assert names(folder) == ["a.txt", "b.txt", "gone.txt", "loop.txt", "C.TXT", "page.html"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_folder_without_permission_is_told_and_the_rest_kept(folder):
    (folder / "more").chmod(0o700)
    for parent in (folder, *list(folder.parents)[:3]):
        parent.chmod(0o755)
    os.seteuid(65534)
    try:
        found, _ = find_dumps([str(folder), str(folder / "more" / "C.TXT")])
    finally:
        os.seteuid(0)
    told = [(os.path.basename(each.path), each.problem) for each in found]
    assert told[:3] == [("a.txt", ""), ("b.txt", ""), ("page.html", "")]
    assert told[3][0] == "more" and "No permission" in told[3][1]
    assert told[4] == ("C.TXT", "")
