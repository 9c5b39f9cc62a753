package io.kaidan.limit;

import io.kaidan.setting.Setting;
import jakarta.enterprise.context.ApplicationScoped;

/** The files and tables that this node gives out: each keeps a thread as long as its reader takes. */
@ApplicationScoped
public class OpenDownloads extends OpenTransfers {

    /** The code of its refusals. */
    public static final String CODE = "too_many_downloads";

    public OpenDownloads() {
        super(
                CODE,
                new Limit(Setting.USER_DOWNLOADS, "limit.userDownloads"),
                new Limit(Setting.DOWNLOADS, "limit.downloads"));
    }
}
